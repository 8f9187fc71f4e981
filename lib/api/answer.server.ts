import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { parametersOf } from '@/lib/address/parameters';
import type { AddressProblem } from '@/lib/address/problem';
import { canonicalAddress, readAddress } from '@/lib/address/reading';
import { logUnexpected } from '@/lib/access/log.server';
import { forReaders } from '@/lib/registry/references/for-readers';
import { csvText } from './csv';
import { chooseMedium, matchesTag, MEDIA, type Medium } from './negotiation';
import { pageLinks } from './page-links';
import { refuse, refuseQuery, type Refusal } from './refusal';
import type { ListRoute, Route } from './document/routes';

/** Evidence changes only with a load: five minutes with the reader, an hour with caches between, which may ask anew meanwhile. */
const CACHEABLE = 'public, max-age=300, s-maxage=3600, stale-while-revalidate=600';

/** What a route gives: its answer, or why it has none. */
type Outcome<Answer> = { answer: Answer } | { refusal: Refusal };

/**
 * Answers with one page of a list as JSON or CSV, with the addresses that readers are sent to. `find` gives the whole list, or
 * the parameters that name nothing.
 */
export async function answerList<Parameters extends z.ZodObject, Item extends z.ZodType>(
  request: Request,
  route: ListRoute<Parameters, Item>,
  find: (
    values: z.output<Parameters>,
  ) => Promise<{ items: readonly z.output<Item>[] } | { problems: readonly AddressProblem[] }>,
): Promise<Response> {
  return answering(request, route, async (values, medium) => {
    const found = await find(values);
    if ('problems' in found) return refuse(request, refuseQuery(found.problems));
    const { page, pageSize } = values as { page: number; pageSize: number };
    const items = forReaders(found.items.slice((page - 1) * pageSize, page * pageSize));
    const total = found.items.length;
    const body =
      medium === 'csv' ? csvText(items, route.columns) : JSON.stringify({ total, page, pageSize, [route.key]: items });
    return cacheable(request, body, medium, pageLinks(canonicalUrl(request, route), { total, page, pageSize }));
  });
}

/** Answers with one record as JSON, with the addresses that readers are sent to. */
export async function answerRecord<Parameters extends z.ZodObject, Answer>(
  request: Request,
  route: Route<Parameters>,
  get: (values: z.output<Parameters>) => Promise<Outcome<Answer>>,
): Promise<Response> {
  return answering(request, route, async (values, medium) => {
    const outcome = await get(values);
    return 'refusal' in outcome
      ? refuse(request, outcome.refusal)
      : cacheable(request, JSON.stringify(forReaders(outcome.answer)), medium, null);
  });
}

/** Answers with what was computed from the request's body, which nothing may keep. */
export async function answerComputation<Parameters extends z.ZodObject, Answer>(
  request: Request,
  route: Route<Parameters>,
  compute: (values: z.output<Parameters>) => Promise<Outcome<Answer>>,
): Promise<Response> {
  return answering(request, route, async (values) => {
    const outcome = await compute(values);
    return 'refusal' in outcome
      ? refuse(request, outcome.refusal)
      : Response.json(outcome.answer, {
          headers: { 'Cache-Control': 'no-store', 'Access-Control-Allow-Origin': '*', Vary: 'Accept' },
        });
  });
}

/** Chooses the form, reads the parameters, and turns what is thrown into 500 without details, which go to the log. */
async function answering<Parameters extends z.ZodObject>(
  request: Request,
  route: Route<Parameters>,
  work: (values: z.output<Parameters>, medium: Medium) => Promise<Response>,
): Promise<Response> {
  try {
    const parameters = parametersOf(new URL(request.url).searchParams);
    const { values, problems } = readAddress(route.parameters, parameters);
    if (problems.length > 0) return await refuse(request, refuseQuery(problems));
    const asked = route.media.find((medium) => 'format' in values && values.format === medium);
    const medium = asked ?? chooseMedium(request.headers.get('Accept'), route.media);
    if (medium === null)
      return await refuse(request, {
        status: 406,
        key: 'notAcceptable',
        values: { media: route.media.map((one) => MEDIA[one]).join(', ') },
      });
    return await work(values as z.output<Parameters>, medium);
  } catch (error) {
    logUnexpected(`${request.method} ${new URL(request.url).pathname}`, error);
    return refuse(request, { status: 500, key: 'unexpected' });
  }
}

/** The address of a request in its one way of writing, which the links to other pages keep. */
function canonicalUrl({ url }: Request, { parameters }: Route): URL {
  const { pathname, searchParams, origin } = new URL(url);
  return new URL(canonicalAddress(pathname, parameters, parametersOf(searchParams)), origin);
}

/**
 * The tag is a digest of the body, so it changes exactly when the answer does: by a load, or by a new version of the
 * program. It is weak because a proxy may compress the body.
 */
function cacheable(request: Request, body: string, medium: Medium, links: string | null): Response {
  const tag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers: Record<string, string> = {
    ETag: tag,
    'Cache-Control': CACHEABLE,
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'Link, ETag',
    Vary: 'Accept',
    ...(links === null ? {} : { Link: links }),
  };
  if (matchesTag(request.headers.get('If-None-Match'), tag)) return new Response(null, { status: 304, headers });
  return new Response(body, {
    headers: { ...headers, 'Content-Type': medium === 'csv' ? 'text/csv; charset=utf-8; header=present' : MEDIA.json },
  });
}
