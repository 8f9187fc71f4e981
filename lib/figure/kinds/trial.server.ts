import { z } from 'zod';
import { parametersOf } from '@/lib/address/parameters';
import { problemOf } from '@/lib/address/problem';
import { unknownParameters } from '@/lib/address/reading';
import { judgementsOfStudy } from '@/lib/comparison/selection/comparability';
import { getTrial } from '@/lib/registry/queries.server';
import { findPostedRecords } from '@/lib/registry/register-record/posted.server';
import { findAppraisals, findCoveredQuestions, findPartsAlone } from '@/lib/registry/review/queries.server';
import { shortName } from '@/lib/registry/trials/short-name';
import type { Trial } from '@/lib/registry/schema';
import { picturedFigures } from '@/lib/registry/trials/outcome-groups';
import { SURVIVAL_ENDPOINTS } from '@/lib/registry/vocabulary';
import { notesIn } from '@/lib/registry/references/notes-in';
import { documentFooter } from '../documents/document-footer';
import { trialDocument } from '../documents/trial/document';
import type { EndpointPlot } from '../documents/trial/plots';
import type { FigureAnswer, FigureRequest } from '../model/kind';
import { endpointPlot } from './comparison-views.server';

const Slug = z.string().min(1);

/** A study by its page's name, `trial`: its facts, the forest plot of its endpoints, and every preferred figure. */
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
  const address = `${site}/trials/${trial.slug}`;
  const [plots, posted, partsAlone, appraisals, questions] = await Promise.all([
    plotsOf(request, trial),
    findPostedRecords(trial.slug),
    findPartsAlone(),
    findAppraisals(),
    findCoveredQuestions(),
  ]);
  const frame = { t, split, address, footer: documentFooter(today, address, locale, t) };
  const document = trialDocument(trial, notesIn(references, locale), plots, locale, frame, {
    posted,
    partsAlone: partsAlone[trial.slug] ?? [],
    judged: judgementsOfStudy(trial, appraisals, questions),
  });
  return { ok: true, document, local: false };
}

/** What the page draws: published figures only, and no patients of a site. */
async function plotsOf(request: FigureRequest, { estimates }: Trial): Promise<EndpointPlot[]> {
  const pictured = picturedFigures(estimates);
  const plots = SURVIVAL_ENDPOINTS.map(async (endpoint) => {
    const ids = pictured.filter((one) => one.endpoint === endpoint).map(({ id }) => id);
    const query = new URLSearchParams({ endpoint, series: ids.join(','), local: '0' });
    return ids.length === 0 ? null : endpointPlot({ ...request, query }, endpoint);
  });
  return (await Promise.all(plots)).filter((plot) => plot !== null);
}
