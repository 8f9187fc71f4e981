import createNextIntlPlugin from 'next-intl/plugin';
import responseHeaders from './lib/response-headers.json' with { type: 'json' };

const withNextIntl = createNextIntlPlugin('./lib/i18n/request.ts');

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.DIST_DIR || '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: [
    '@node-rs/argon2',
    '@resvg/resvg-js',
    '@prisma/adapter-pg',
    'jszip',
    'pdfmake',
    'pg',
    'pptxgenjs',
  ],
  outputFileTracingRoot: import.meta.dirname,
  experimental: {
    optimizePackageImports: ['@mantine/core', '@mantine/hooks', 'recharts'],
    // A build is made once of the same sources: 212 MB to make the next one sooner cost more than they save.
    turbopackFileSystemCacheForBuild: false,
    // Nothing reads them where the program runs; without them the server's code stays as it is written, for its errors' sake.
    turbopackSourceMaps: false,
    serverMinification: false,
    // All pages are read before the first reader comes; a test that starts a program to look at one of them says otherwise.
    preloadEntriesOnStart: process.env.PRELOAD !== '0',
  },
  // Tesseract's loader asks for files where it runs in Node; in a browser there are none, and it is handed its bytes.
  turbopack: { resolveAlias: { fs: { browser: './components/figure-reader/letters/no-files.ts' } } },
  typescript: { ignoreBuildErrors: true }, // `npm test` checks the types, once
  // The content security policy carries a nonce and is set per request in proxy.ts.
  headers: async () => [
    {
      source: '/:path*',
      headers: Object.entries(responseHeaders).map(([key, value]) => ({ key, value })),
    },
    // Any page on the web may frame a figure of published evidence, and nothing else; proxy.ts says the same to newer browsers.
    { source: '/((?!(?:(?:en|ru)/)?embed/[a-z-]+$).*)', headers: [{ key: 'X-Frame-Options', value: 'DENY' }] },
  ],
};

export default withNextIntl(config);
