import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES, routing, type Locale } from '@/lib/i18n/routing';

/** Why a request is answered before any page is asked: the codes of `errors.request` among the messages. */
export type RequestRefusal = Readonly<{
  status: 400 | 405 | 414 | 421;
  code: 'bad-address' | 'method-not-allowed' | 'address-too-long' | 'other-host';
}>;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const LONGEST_ADDRESS = 8000;

/**
 * What of a request can be no address of this program: a method that nothing here has, an address that does not begin
 * with a slash, is not percent-encoded UTF-8 or holds a control character, or one of excessive length. `isOwnHost`,
 * where given, knows the names under which this machine reaches itself: a page that shows passwords must not be asked for
 * under another name, whoever forwards it.
 */
export function refuseRequest(
  { method = '', url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  isOwnHost: ((host: string) => boolean) | null,
): RequestRefusal | null {
  if (!METHODS.includes(method)) return { status: 405, code: 'method-not-allowed' };
  if (url.length > LONGEST_ADDRESS) return { status: 414, code: 'address-too-long' };
  if (!url.startsWith('/') || !isReadable(url)) return { status: 400, code: 'bad-address' };
  if (isOwnHost !== null && !isOwnHost(hostName(headers.host))) return { status: 421, code: 'other-host' };
  return null;
}

/** Answers a refused request in one sentence, in the language of its address; programs get problem details (RFC 9457). */
export function answerRefusal(
  { status, code }: RequestRefusal,
  url: string,
  response: ServerResponse,
  texts: Readonly<Record<Locale, MessageLookup>>,
): void {
  const locale = languageOf(url);
  const detail = texts[locale](`errors.request.${code}`);
  const forPrograms = url.startsWith('/api/');
  const problem = { type: 'about:blank', title: STATUS_CODES[status], status, code, detail };
  response.writeHead(status, {
    'Content-Type': forPrograms ? 'application/problem+json' : 'text/plain; charset=utf-8',
    'Content-Language': locale,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(status === 405 ? { Allow: METHODS.join(', ') } : {}),
  });
  response.end(forPrograms ? JSON.stringify(problem) : `${detail}\n`);
}

/** The language of an address: that of its first part, else English. */
function languageOf(url: string): Locale {
  const first = url.split(/[/?#]/u)[1];
  return LOCALES.find((locale) => locale === first) ?? routing.defaultLocale;
}

function isReadable(url: string): boolean {
  const path = url.split(/[?#]/u, 1)[0] ?? '';
  try {
    // Next.js decodes once more on its way to a page.
    return !/\p{Cc}/u.test(decodeURIComponent(decodeURIComponent(path)));
  } catch {
    return false;
  }
}

/** The name in a Host header without its port. */
function hostName(host: string | undefined): string {
  return (host ?? '').replace(/:\d+$/u, '');
}
