import { readdir, readFile, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { accepts } from './accepted-encoding';
import { BUILD_HEADERS } from './front-door';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
};
const PREFIX = '/_next/static/';
/** Smaller files are not made smaller. */
const LEAST_BYTES = 200;

/** A tenth more bytes in a hundredth of the time, for a build that only tests ask. */
const QUICK = 5;

/** Writes a `.br` beside every script and style sheet of a build, as small as brotli can: once, so that no reader waits for it. */
export async function compressBuild(buildFolder: string, compression: 'small' | 'quick'): Promise<void> {
  const files = await compressible(path.join(buildFolder, 'static'));
  await Promise.all(
    files.map(async (file) => {
      const whole = await readFile(file);
      if (whole.length < LEAST_BYTES) return;
      await writeFile(
        `${file}.br`,
        await promisify(brotliCompress)(whole, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: compression === 'quick' ? QUICK : constants.BROTLI_MAX_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: whole.length,
          },
        }),
      );
    }),
  );
}

/**
 * The compressed scripts and style sheets of a build, some megabytes, in memory. The function answers a request for one of
 * them and says whether it did; everything else is for Next.js. The names hold a hash of the content, so that a browser may
 * keep them for good.
 */
export async function compressedFiles(
  buildFolder: string,
): Promise<(request: IncomingMessage, response: ServerResponse) => boolean> {
  const folder = path.join(buildFolder, 'static');
  const files = await Promise.all(
    (await compressible(folder)).map(async (file) => {
      const body = await readFile(`${file}.br`).catch(() => null);
      return body === null
        ? []
        : [
            [
              `${PREFIX}${path.relative(folder, file).replaceAll(path.sep, '/')}`,
              { body, type: TYPES[path.extname(file)] ?? '' },
            ] as const,
          ];
    }),
  );
  const known: ReadonlyMap<string, { body: Buffer; type: string }> = new Map(files.flat());
  return (request, response) => {
    const found = known.get(request.url?.split('?')[0] ?? '');
    if (found === undefined || (request.method !== 'GET' && request.method !== 'HEAD') || !accepts(request, 'br'))
      return false;
    response.writeHead(200, {
      ...BUILD_HEADERS,
      'content-type': found.type,
      'content-length': found.body.length,
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    response.end(request.method === 'HEAD' ? undefined : found.body);
    return true;
  };
}

async function compressible(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && path.extname(entry.name) in TYPES)
    .map((entry) => path.join(entry.parentPath, entry.name));
}
