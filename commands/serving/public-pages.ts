import type { IncomingMessage } from 'node:http';
import { LOCALES } from '@/lib/i18n/routing';

/** Marks a request in which the server asks itself for a page to keep. */
export const RENDER_HEADER = 'x-registry-render';
const LONGEST_ADDRESS = 2000;
const SESSION_COOKIE = /(^|;\s*)(__Secure-)?next-auth\.session-token/u;

/** First parts of the addresses whose pages are the same for every visitor, with all that stands below them; '' is the home page. */
const PUBLIC = [
  '',
  'trials',
  'landscape',
  'disease',
  'references',
  'discrepancies',
  'data-quality',
  'compare',
  'risk',
  'agreement',
  'analyse',
  'api',
  'embed',
];

/**
 * Whether the answer is a whole page that is the same for every visitor. Signed-in readers see their name and their own
 * curves; the program's scripts ask for parts of pages; a file or a data address has a point or stands under /api/.
 */
export function isForVisitors({
  method = '',
  url = '',
  headers,
}: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): boolean {
  const destination = headers['sec-fetch-dest'] ?? 'document';
  return (
    (method === 'GET' || method === 'HEAD') &&
    url.length <= LONGEST_ADDRESS &&
    isPublicPage(url.split('?')[0] ?? '') &&
    (destination === 'document' || destination === 'iframe') &&
    headers.rsc === undefined &&
    headers[RENDER_HEADER] === undefined &&
    !SESSION_COOKIE.test(headers.cookie ?? '')
  );
}

function isPublicPage(path: string): boolean {
  if (!/^\/(?!\/)[^.\\]*$/u.test(path) || path.startsWith('/api/')) return false;
  const [first = '', second = ''] = path.split('/').filter((part) => part !== '');
  return PUBLIC.includes(LOCALES.some((locale) => locale === first) ? second : first);
}
