import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { normalisedQuery } from '@/lib/address/normalised';
import { withQuery } from '@/lib/address/writing';
import { groupsQuerySchema } from '@/lib/comparison/groups/reading';
import { comparisonQuerySchema } from '@/lib/comparison/selection/reading';
import { LOCALES } from '@/lib/i18n/routing';
import { diseaseQuerySchema } from '@/lib/registry/disease/filter';
import { landscapeQuerySchema } from '@/lib/registry/landscape/reading';
import { changesQuerySchema } from '@/lib/registry/history/reading';
import { ledgerQuerySchema } from '@/lib/registry/quality/ledger';
import { referenceQuerySchema } from '@/lib/registry/references/reading';
import { trialQuerySchema } from '@/lib/registry/trials/search/reading';

const LONGEST_ADDRESS = 2000;
const SESSION_COOKIE = /(^|;\s*)(__Secure-)?next-auth\.session-token/u;

/** The schema that a page reads its parameters by; null: it reads none. What lists of the evidence allow is not needed here. */
type Reading = z.ZodObject | null;

/**
 * The public pages by the first part of their address, '' being the home page: how the page there and the pages below it
 * read parameters. Each is the same for every visitor.
 */
const PUBLIC: Readonly<Record<string, Readonly<{ page: Reading; below: Reading }>>> = {
  '': { page: null, below: null },
  trials: { page: trialQuerySchema([]), below: null },
  landscape: { page: landscapeQuerySchema([]), below: null },
  disease: { page: diseaseQuerySchema([]), below: null },
  references: { page: referenceQuerySchema([]), below: null },
  discrepancies: { page: ledgerQuerySchema([]), below: null },
  changes: { page: changesQuerySchema, below: null },
  'data-quality': { page: null, below: null },
  protocol: { page: null, below: null },
  compare: { page: comparisonQuerySchema, below: groupsQuerySchema },
  risk: { page: null, below: null },
  agreement: { page: null, below: null },
  analyse: { page: null, below: null },
  api: { page: null, below: null },
  // Each figure reads its own parameters: of them all, only the order of the names surely says nothing.
  embed: { page: null, below: z.object({}) },
};

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
    !isSignedIn(headers)
  );
}

/** Whether a request brings a session, true or not. */
export function isSignedIn({ cookie = '' }: IncomingMessage['headers']): boolean {
  return SESSION_COOKIE.test(cookie);
}

/**
 * The address under which a public page is kept and asked for: of all that say the same to the page, one. Language and
 * path stay as they are; a page that reads no parameter has one address, whatever is appended.
 */
export function keptAddress(url: string): string {
  const [path = '', ...query] = url.split('?');
  const reading = readingAt(path);
  if (reading === undefined) return url;
  return withQuery(path, reading === null ? '' : normalisedQuery(reading, new URLSearchParams(query.join('?'))));
}

function isPublicPage(path: string): boolean {
  return /^\/(?!\/)[^.\\]*$/u.test(path) && !path.startsWith('/api/') && readingAt(path) !== undefined;
}

/** How the public page at a path reads parameters; undefined where there is no public page. */
export function readingAt(path: string): Reading | undefined {
  const parts = path.split('/').filter((part) => part !== '');
  const [first = '', ...rest] = LOCALES.some((locale) => locale === parts[0]) ? parts.slice(1) : parts;
  const place = Object.hasOwn(PUBLIC, first) ? PUBLIC[first] : undefined;
  return place === undefined ? undefined : rest.length === 0 ? place.page : place.below;
}
