import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { LOCALES, routing } from '@/lib/i18n/routing';

const Routes = z.array(z.object({ page: z.string(), regex: z.string() }));
const Manifest = z.object({ staticRoutes: Routes, dynamicRoutes: Routes });

/** Whoever asks chooses the addresses: so many are remembered. */
const MOST_KNOWN = 1000;

/** What stands for an address in logs and measurements: the route it belongs to, without anything of the address itself. */
export type PatternOf = (url: string) => string;

/** The routes of a build; an address that belongs to none is `other`. */
export async function routePatterns(build: string): Promise<PatternOf> {
  const text = await readFile(path.join(build, 'routes-manifest.json'), 'utf8');
  return patternsOf(Manifest.parse(JSON.parse(text)));
}

export function patternsOf({ staticRoutes, dynamicRoutes }: z.infer<typeof Manifest>): PatternOf {
  const [whole, dynamic] = [staticRoutes, dynamicRoutes].map((routes) =>
    routes.map(({ page, regex }) => [new RegExp(regex), page] as const),
  );
  const known = new Map<string, string>();
  return (url) => {
    const pathname = url.split(/[?#]/u, 1)[0] ?? '';
    const before = known.get(pathname);
    if (before !== undefined) return before;
    if (known.size >= MOST_KNOWN) known.clear();
    const pattern = patternOf(pathname);
    known.set(pathname, pattern);
    return pattern;
  };

  function patternOf(pathname: string): string {
    if (pathname.startsWith('/_next/')) return '/_next';
    const page =
      whole?.find(([regex]) => regex.test(pathname))?.[1] ??
      dynamic?.find(([regex]) => regex.test(pathname.startsWith('/api/') ? pathname : inLocale(pathname)))?.[1];
    return page === undefined || page.endsWith('/[...rest]') ? 'other' : page;
  }
}

/** Every page stands below a language; addresses of English name none. */
function inLocale(pathname: string): string {
  const named = LOCALES.some((locale) => pathname === `/${locale}` || pathname.startsWith(`/${locale}/`));
  return named ? pathname : `/${routing.defaultLocale}${pathname === '/' ? '' : pathname}`;
}
