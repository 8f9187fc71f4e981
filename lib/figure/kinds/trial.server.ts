import { z } from 'zod';
import { parametersOf } from '@/lib/address/parameters';
import { problemOf } from '@/lib/address/problem';
import { unknownParameters } from '@/lib/address/reading';
import { judgementsOfStudy } from '@/lib/comparison/selection/comparability';
import { MOST_SERIES } from '@/lib/comparison/selection/selection';
import { getTrial } from '@/lib/registry/queries.server';
import { findPostedRecords } from '@/lib/registry/register-record/posted.server';
import { findAppraisals, findCoveredQuestions, findPartsAlone } from '@/lib/registry/review/queries.server';
import { shortName } from '@/lib/registry/trials/short-name';
import { comparableIds, mainEndpoint } from '@/lib/registry/trials/outcome-groups';
import { documentFooter } from '../documents/document-footer';
import { trialDocument } from '../documents/trial-document';
import type { FigureAnswer, FigureRequest } from '../model/kind';
import { forestKind } from './comparison-views.server';

const Slug = z.string().min(1);

/** A study by its page's name, `trial`: its facts, the forest plot of its main endpoint, and every preferred figure. */
export async function trialKind(request: FigureRequest): Promise<FigureAnswer> {
  const { query, locale, t, split, today, site } = request;
  const problems = unknownParameters(['trial'], parametersOf(query));
  const slug = Slug.safeParse(query.get('trial'));
  if (!slug.success) problems.push(problemOf('trial', '', { code: 'missing' }));
  const record = slug.success ? await getTrial(slug.data) : null;
  if (slug.success && record === null) problems.push(problemOf('trial', slug.data, { code: 'unknown-record' }));
  if (problems.length > 0 || record === null) return { ok: false, problems };
  const { references } = record;
  const trial = { ...record.trial, acronym: shortName(record.trial.acronym, locale) };
  const endpoint = mainEndpoint(trial.estimates);
  const picture =
    endpoint === null ? null : await forestOf(request, endpoint, comparableIds(trial.estimates, endpoint, MOST_SERIES));
  const address = `${site}/trials/${trial.slug}`;
  const [posted, partsAlone, appraisals, questions] = await Promise.all([
    findPostedRecords(trial.slug),
    findPartsAlone(),
    findAppraisals(),
    findCoveredQuestions(),
  ]);
  const frame = { t, split, address, footer: documentFooter(today, address, locale, t) };
  const document = trialDocument(trial, references, picture, locale, frame, {
    posted,
    partsAlone: partsAlone[trial.slug] ?? [],
    judged: judgementsOfStudy(trial, appraisals, questions),
  });
  return { ok: true, document, local: false };
}

/** Published figures only: the page of a study shows no patients of a site. */
async function forestOf(request: FigureRequest, endpoint: string, ids: readonly string[]) {
  const query = new URLSearchParams({ endpoint, series: ids.join(','), local: '0' });
  const answer = await forestKind({ ...request, viewer: null, query });
  return answer.ok ? answer.document : null;
}
