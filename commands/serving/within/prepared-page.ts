import type { IncomingMessage, ServerResponse } from 'node:http';
import { PREPARED, preparePage } from '@/lib/page-policy';
import { LOCALES, routing } from '@/lib/i18n/routing';
import { READ_WHOLE } from './whole-answer';

/** How the library that chooses the language tells it to the page. */
const LANGUAGE = 'x-next-intl-locale';
/** An address in which nothing has to be put right; the rest takes the way that everything else takes. */
const PLAIN = /^\/(?!api\/)(?:[a-z0-9-]+(?:\/[a-z0-9-]+)*)?$/u;

/**
 * Prepares a page that is made to be kept as `proxy.ts` would, which costs a twelfth of such a page: Next.js makes a request of
 * the web out of this one for it, and another out of its answer. From anybody else nothing is taken as prepared.
 */
export function preparesPage(request: IncomingMessage, response: ServerResponse, overTls: boolean): void {
  delete request.headers[PREPARED];
  const [path = '', ...query] = (request.url ?? '').split('?');
  const first = path.split('/')[1] ?? '';
  const named = LOCALES.find((locale) => locale === first);
  // The usual language is not named in an address; Next.js answers one that names it by the other.
  if (request.headers[READ_WHOLE] === undefined || !PLAIN.test(path) || named === routing.defaultLocale) return;
  const locale = named ?? routing.defaultLocale;
  const { policy, headers } = preparePage(path, { overTls, development: false });
  Object.assign(request.headers, headers, { [PREPARED]: '1', [LANGUAGE]: locale });
  const prefix = named === undefined ? `/${locale}` : '';
  request.url = `${prefix}${path === '/' ? '' : path}${query.map((part) => `?${part}`).join('')}`;
  response.setHeader('Content-Security-Policy', policy);
}
