import type { z } from 'zod';
import type { AddressProblem } from '@/lib/address/problem';
import { unknownRecord } from '@/lib/address/reading';
import { findApprovedCurves } from '@/lib/registry/curves/queries.server';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { findEstimates, findReferences, findTrialSlugs, getDisease } from '@/lib/registry/queries.server';
import { searchReferences } from '@/lib/registry/references/search';
import type { BaselineFact, Discrepancy, Reference } from '@/lib/registry/schema';
import { summaryOf } from '@/lib/registry/trials/facts/outlets';
import { searchTrials } from '@/lib/registry/trials/search/search';
import { getCatalogue } from '@/lib/registry/trials/search/catalogue.server';
import { NO_FILTER } from '@/lib/registry/trials/search/filter';
import { findBaselineFacts, findDiscrepancies } from '@/lib/registry/rows/statements.server';
import type { TrialSummary } from '@/lib/registry/trials/summary';
import type { CurveSchema, DiseaseItem } from './evidence-answers';
import type {
  BaselineParameters,
  CurveParameters,
  DiscrepancyParameters,
  DiseaseParameters,
  EstimateParameters,
  ReferenceParameters,
  TrialParameters,
} from './query';

// What fits the parameters of each list, whole. The evidence is some hundreds of rows, so what the database's own filter
// does not know is filtered here.

type Found<Item> = Promise<{ items: Item[] } | { problems: AddressProblem[] }>;

/** By slug; with a question the best match first. */
export async function findListedTrials({
  q,
  group,
  kind,
  status,
  country,
  from,
  to,
  ...has
}: z.output<typeof TrialParameters>): Found<TrialSummary> {
  const catalogue = await getCatalogue();
  const problems = unknownRecord('group', group, catalogue.groups);
  if (problems.length > 0) return { problems };
  const filter = {
    ...NO_FILTER,
    q: q ?? '',
    group: listOf(group),
    kind: listOf(kind),
    status: listOf(status),
    from: from ?? null,
    to: to ?? null,
  };
  const trials = searchTrials(catalogue, filter).found.map(({ trial }) => summaryOf(trial));
  const items = trials.filter(
    (trial) =>
      (country === undefined || trial.countries.includes(country)) &&
      (['hasEfs', 'hasOs', 'hasRiskRules'] as const).every(
        (name) => has[name] === undefined || trial[name] === has[name],
      ),
  );
  return { items: q === undefined ? items.sort((a, b) => (a.slug < b.slug ? -1 : 1)) : items };
}

export async function findListedEstimates({
  timeZero,
  level,
  reference,
  page: _page,
  pageSize: _pageSize,
  format: _format,
  ...filter
}: z.output<typeof EstimateParameters>): Found<PublishedEstimate> {
  const problems = [...(await unknownTrial(filter.trial)), ...(await unknownReference(reference))];
  if (problems.length > 0) return { problems };
  const estimates = await findEstimates(filter);
  return {
    items: estimates.filter(
      (estimate) =>
        (timeZero === undefined || estimate.timeZero === timeZero) &&
        (level === undefined || estimate.source.level === level) &&
        cites(estimate, reference),
    ),
  };
}

export async function findListedReferences({ q, type, year }: z.output<typeof ReferenceParameters>): Found<Reference> {
  const references = await findReferences();
  const found = q === undefined ? references : searchReferences(references, q);
  return {
    items: found.filter(
      (reference) =>
        (type === undefined || reference.type === type) &&
        (year === undefined || reference.issued?.['date-parts'][0]?.[0] === year),
    ),
  };
}

export async function findDiseaseItems({
  kind,
  topic,
  reference,
}: z.output<typeof DiseaseParameters>): Found<DiseaseItem> {
  const { facts, statements } = await getDisease();
  const all: DiseaseItem[] = [
    ...facts.map((fact) => ({ kind: 'fact' as const, ...fact })),
    ...statements.map((statement) => ({ kind: 'statement' as const, ...statement })),
  ];
  const problems = [
    ...unknownRecord('topic', topic, [...new Set(all.map((item) => item.topic))]),
    ...(await unknownReference(reference)),
  ];
  if (problems.length > 0) return { problems };
  return {
    items: all.filter(
      (item) =>
        (kind === undefined || item.kind === kind) &&
        (topic === undefined || item.topic === topic) &&
        cites(item, reference),
    ),
  };
}

/** `trial=disease` finds those that concern the disease and no single trial. */
export async function findListedDiscrepancies({
  trial,
  reason,
  reference,
}: z.output<typeof DiscrepancyParameters>): Found<Discrepancy & { trial: string | null }> {
  const problems = [
    ...(trial === 'disease' ? [] : await unknownTrial(trial, ['disease'])),
    ...(await unknownReference(reference)),
  ];
  if (problems.length > 0) return { problems };
  const all = await findDiscrepancies();
  return {
    items: all.filter(
      (item) =>
        (trial === undefined || (item.trial ?? 'disease') === trial) &&
        (reason === undefined || item.reason === reason) &&
        cites(item, reference),
    ),
  };
}

export async function findListedBaselineFacts({
  trial,
  reference,
}: z.output<typeof BaselineParameters>): Found<BaselineFact & { trial: string }> {
  const problems = [...(await unknownTrial(trial)), ...(await unknownReference(reference))];
  if (problems.length > 0) return { problems };
  return {
    items: (await findBaselineFacts()).filter(
      (fact) => (trial === undefined || fact.trial === trial) && cites(fact, reference),
    ),
  };
}

/** The approved ones; the others are among curators. */
export async function findListedCurves({
  trial,
  endpoint,
  reference,
}: z.output<typeof CurveParameters>): Found<z.output<typeof CurveSchema>> {
  const problems = [...(await unknownTrial(trial)), ...(await unknownReference(reference))];
  if (problems.length > 0) return { problems };
  const curves = await findApprovedCurves({ endpoint, trials: trial === undefined ? undefined : [trial] });
  return {
    items: curves
      .filter((curve) => cites(curve, reference))
      .map((curve) => ({ ...curve, points: [...curve.points], counts: [...curve.counts] })),
  };
}

async function unknownTrial(slug: string | undefined, besides: readonly string[] = []): Promise<AddressProblem[]> {
  return slug === undefined ? [] : unknownRecord('trial', slug, [...(await findTrialSlugs()), ...besides]);
}

async function unknownReference(id: string | undefined): Promise<AddressProblem[]> {
  return id === undefined
    ? []
    : unknownRecord(
        'reference',
        id,
        (await findReferences()).map((reference) => reference.id),
      );
}

function cites({ source }: { source: { ref: string } }, reference: string | undefined): boolean {
  return reference === undefined || source.ref === reference;
}

function listOf<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}
