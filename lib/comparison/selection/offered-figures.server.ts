import { createHash } from 'node:crypto';
import { z } from 'zod';
import { logUnexpected } from '@/lib/access/log.server';
import { choice } from '@/lib/address/fields';
import { parametersOf } from '@/lib/address/parameters';
import { readAddress } from '@/lib/address/reading';
import { matchesTag } from '@/lib/api/negotiation';
import { refuse, refuseQuery } from '@/lib/api/refusal';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES } from '@/lib/i18n/routing';
import { findEstimates } from '@/lib/registry/queries.server';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { SURVIVAL_ENDPOINTS } from '@/lib/registry/vocabulary';
import { FIGURES_TO_ADD } from './figures-to-add';
import { offeredFigures } from './offered-figures';

/** It says nothing of what is chosen, so that all who compare ask one of few addresses. */
const QUERY = z.object({
  endpoint: choice(SURVIVAL_ENDPOINTS).default('EFS'),
  lang: choice(LOCALES).default('en'),
});
/** Whoever holds it asks each time whether it has changed: a figure that is no longer published must not be offered. */
const CACHE_CONTROL = 'public, max-age=0, must-revalidate';

/** The figures that can be added to a comparison, the same for every reader; refused with 400 that names every wrong part. */
export async function answerFiguresToAdd(request: Request): Promise<Response> {
  try {
    const parameters = parametersOf(new URL(request.url).searchParams);
    const { values, problems } = readAddress(QUERY, parameters);
    if (problems.length > 0) return await refuse(request, refuseQuery(problems));
    const { endpoint, lang } = values;
    const [estimates, t] = await Promise.all([findEstimates({ chartable: true }), messageLookup(lang)]);
    const body = JSON.stringify(offeredFigures(inShortNames(estimates, lang), endpoint, lang, t));
    // Weak: it may be packed on its way.
    const etag = `W/"${createHash('sha256').update(body).digest('base64url')}"`;
    const headers = { ETag: etag, 'Cache-Control': CACHE_CONTROL };
    if (matchesTag(request.headers.get('If-None-Match'), etag)) return new Response(null, { status: 304, headers });
    return new Response(body, { headers: { ...headers, 'Content-Type': 'application/json; charset=utf-8' } });
  } catch (error) {
    logUnexpected(`GET ${FIGURES_TO_ADD}`, error);
    return refuse(request, { status: 500, key: 'unexpected' });
  }
}
