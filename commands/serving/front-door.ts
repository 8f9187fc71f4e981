import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import { isCallback } from '@/lib/access/callback';
import { chooseLanguage } from '@/lib/api/negotiation';
import type { ProblemStatus } from '@/lib/api/problem';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import responseHeaders from '@/lib/response-headers.json' with { type: 'json' };
import { LOCALES, routing, type Locale } from '@/lib/i18n/routing';

/** Why a request is answered before any page is asked: the codes of `errors.request` among the messages. */
export type RequestRefusal = Readonly<{
  /** of an action 403, else one that the description of the API knows */
  status: ProblemStatus | 403;
  code:
    | 'bad-address'
    | 'bad-parameter-name'
    | 'bad-body'
    | 'busy'
    | 'interrupted'
    | 'body-too-long'
    | 'foreign-page'
    | 'media-type'
    | 'method-not-allowed'
    | 'address-too-long'
    | 'other-host'
    | 'body-too-slow'
    | 'too-many';
  /** when it may be asked again */
  seconds?: number;
}>;

/**
 * What is no page of the program runs nothing and asks for nothing, also where a browser opens it by itself: a refusal, a file,
 * an answer to a program. Pages say their own policy.
 */
export const POLICY_OF_NO_PAGE =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * A script of the build can be a worker, which has the policy that its own answer says: it runs scripts of the program and
 * WebAssembly (letters of pictures are read by it), asks this program alone and sends to nobody else what a reader gave it. What only a document is held by (its frames, forms and
 * base) it does not say: a page asks for a dozen of them, and the words weighed as much as some of the scripts.
 */
const POLICY_OF_SCRIPT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self' blob:";

/** The policy of what is answered at this address, unless a page says its own. */
export function policyAt(url: string): string {
  return /^\/_next\/static\/[^?#]*\.js(?:[?#]|$)/u.test(url) ? POLICY_OF_SCRIPT : POLICY_OF_NO_PAGE;
}

/** Of the files of a build, which are a part of a page: what features a page may use and who opened it, the page says. */
export const BUILD_HEADERS = {
  'X-Content-Type-Options': responseHeaders['X-Content-Type-Options'],
  'Referrer-Policy': responseHeaders['Referrer-Policy'],
  'X-Frame-Options': 'DENY',
} as const;
/** Of answers that are neither a page nor a script of one. */
export const OWN_HEADERS = {
  ...responseHeaders,
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': POLICY_OF_NO_PAGE,
} as const;

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const PAGE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
/** Addresses that take something and give it nobody to read. */
const SENT_TO = /^\/api\/(?:v1\/risk\/classify|figures\/slides|patients\/import\/[^/?#]+)(?:[?#]|$)/u;
const SENDING_METHODS = ['POST', 'OPTIONS'];
const LONGEST_ADDRESS = 8000;
/** What the sign-in library keeps between two requests; a value that it cannot read makes every page of its owner fail. */
const CALLBACK_COOKIE = /^(?:__Secure-|__Host-)?next-auth\.callback-url$/u;

/**
 * What of a request can be no address of this program: a method that nothing here has, an address that does not begin
 * with a slash, is not percent-encoded UTF-8 or holds a control character, one of excessive length, a parameter with the
 * name of what every object has, a form sent to what takes none, an action sent by another site. `isOwnHost`, where given, knows the names under which this machine reaches itself: a page that shows passwords must not be asked for
 * under another name, whoever forwards it.
 */
export function refuseRequest(
  { method = '', url = '', headers }: Asked,
  isOwnHost: ((host: string) => boolean) | null,
): RequestRefusal | null {
  if (!METHODS.includes(method)) return { status: 405, code: 'method-not-allowed' };
  if (url.length > LONGEST_ADDRESS) return { status: 414, code: 'address-too-long' };
  if (!url.startsWith('/') || !isReadable(url)) return { status: 400, code: 'bad-address' };
  if (isOwnHost !== null && !isOwnHost(hostName(headers.host))) return { status: 421, code: 'other-host' };
  if (hasNameOfEveryObject(url)) return { status: 400, code: 'bad-parameter-name' };
  if (isAction({ method, headers })) return isFromElsewhere(headers) ? { status: 403, code: 'foreign-page' } : null;
  if (isForPrograms(url) && isMultipart(headers)) return { status: 415, code: 'media-type' };
  return methodsAt(url).includes(method) ? null : { status: 405, code: 'method-not-allowed' };
}

/** What can be done at an address; the sign-in library says its own. */
export function methodsAt(url: string): readonly string[] {
  if (url.startsWith('/api/auth/')) return METHODS;
  return SENT_TO.test(url) ? SENDING_METHODS : PAGE_METHODS;
}

/** Whether a page's script sends this to an action of the server. */
export function isAction({ method, headers }: Pick<Asked, 'method' | 'headers'>): boolean {
  return method === 'POST' && headers['next-action'] !== undefined;
}

/** The cookies without an address to go on to that the sign-in library could not read. */
export function readableCookies(cookies: string): string {
  const kept = cookies.split(';').filter((cookie) => {
    const [name = '', ...value] = cookie.split('=');
    return !CALLBACK_COOKIE.test(name.trim()) || isCallback(decoded(value.join('=').trim()));
  });
  return kept.join(';').trim();
}

/** Answers a refused request in one sentence, in the language of its address; programs get problem details (RFC 9457) in the language that they prefer. */
export function answerRefusal(
  { status, code, seconds = 5 }: RequestRefusal,
  { url = '', headers }: Asked,
  response: ServerResponse,
  texts: Readonly<Record<Locale, MessageLookup>>,
): void {
  const forPrograms = isForPrograms(url);
  const locale = forPrograms ? chooseLanguage(headers['accept-language'] ?? null) : languageOf(url);
  const detail = texts[locale](`errors.request.${code}`, { seconds, methods: methodsAt(url).join(', ') });
  const problem = { type: 'about:blank', title: STATUS_CODES[status], status, code, detail };
  response.writeHead(status, {
    ...OWN_HEADERS,
    'Content-Type': forPrograms ? 'application/problem+json' : 'text/plain; charset=utf-8',
    'Content-Language': locale,
    'Cache-Control': 'no-store',
    ...(status === 503 || status === 429 ? { 'Retry-After': String(seconds) } : {}),
    ...(status === 405 ? { Allow: methodsAt(url).join(', ') } : {}),
    // What the request still carries is not read, so its connection can carry no other.
    Connection: 'close',
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

/** Addresses under /api/ answer programs; only they take another method than reading. */
function isForPrograms(url: string): boolean {
  return url.startsWith('/api/');
}

/** No address takes a form with files, and Next.js would look for one of its own forms in it. */
function isMultipart(headers: Asked['headers']): boolean {
  return /^\s*multipart\//iu.test(headers['content-type'] ?? '');
}

/** Whether another site's page sent it; Next.js meets this as an exception. */
function isFromElsewhere({ origin, host, 'x-forwarded-host': forwarded }: Asked['headers']): boolean {
  if (origin === undefined) return false;
  const [own = host] = String(forwarded ?? host).split(',');
  return !URL.canParse(origin) || new URL(origin).host !== own?.trim();
}

/** Next.js collects parameters in a plain object, where these names have a value already. */
function hasNameOfEveryObject(url: string): boolean {
  const query = url.slice(url.indexOf('?') + 1);
  return url.includes('?') && [...new URLSearchParams(query).keys()].some((name) => name in Object.prototype);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The name in a Host header without its port. */
export function hostName(host: string | undefined): string {
  return (host ?? '').replace(/:\d+$/u, '');
}
