import type { PatientOverlap } from '@/lib/registry/quality/overlaps';
import { answers, UNDER_FIGURES, type CoveredQuestion, type PartTable } from '@/lib/registry/review/schema';
import type { Appraisal } from '@/lib/registry/schema';
import { CAVEATS, type Endpoint } from '@/lib/registry/vocabulary';
import type { ComparisonFigure, FigurePanel, LocalDescription, PublishedPoint } from '../figure/figure-model';
import { ERA_YEARS, SMALL_COHORT, THIN_BELOW, type FigureCaveat, type JudgementCaveat } from '../figure/figure-caveat';
import { MINIMUM_COHORT } from '../disclosure';
import { risingPoints } from '../figure/joined-points';
import type { FigureTimeZero } from '../time-zero';
import { sharedPatients } from './shared-patients';

/** What stands together: the time zeros of one panel. */
export type PanelPlan = readonly FigureTimeZero[];

/** Diagnosis first, what the sources do not state last. */
const PANEL_ORDER: readonly FigureTimeZero[] = [
  'diagnosis',
  'remission',
  'end-of-induction',
  'randomisation',
  'hsct',
  'relapse',
  'infusion',
  'unknown',
];

/**
 * Which time zeros share a panel. Each has its own, a figure whose source does not state it too: nobody knows how far it
 * is from the others. Only the reader's confirmation puts all on one axis.
 */
export function planPanels(timeZeros: readonly FigureTimeZero[], confirmed: boolean): PanelPlan[] {
  const present = PANEL_ORDER.filter((timeZero) => timeZeros.includes(timeZero));
  if (confirmed && present.length > 1) return [present];
  return present.map((timeZero) => [timeZero]);
}

export type EraOf = (trialSlug: string) => number | null;

/** What the trials of a figure state of its event, by slug; a trial that states nothing is not there. */
export type EventDefinitions = Readonly<Record<string, readonly string[]>>;

/** The judgements on the risk of bias, by slug; a study that nobody has judged is not there. */
export type Appraisals = Readonly<Record<string, readonly Appraisal[]>>;

/** Parts that one curator approved alone, by slug; a study without any is not there. */
export type PartsAlone = Readonly<Record<string, readonly PartTable[]>>;

/** The questions to the evidence, and of which endpoint the figures are. */
export type Asked = Readonly<{ endpoint: Endpoint; questions: readonly CoveredQuestion[] }>;

/**
 * Everything that must be said beside these panels, in the order of weight. `eraOf` gives a trial's first year of
 * enrolment, or null where it is not reported; `definitions` is null where an endpoint needs none (death is death);
 * `appraisals` where nothing is asked of the risk of bias. `asked` are the questions whose certainty is judged by GRADE.
 */
export function findCaveats(
  panels: readonly FigurePanel[],
  eraOf: EraOf,
  definitions: EventDefinitions | null,
  appraisals: Appraisals | null,
  partsAlone: PartsAlone = {},
  asked: Asked | null = null,
): FigureCaveat[] {
  const points = panels.flatMap(({ published }) => published);
  return [
    ...localStateCaveats(panels),
    ...relabelledCaveat(points),
    ...reconstructedCaveat(panels),
    ...timeZeroCaveats(panels),
    ...namedIn(points, (point) => point.source.level === 'review', 'review-level'),
    ...CAVEATS.flatMap((code) => namedIn(points, (point) => point.caveats.includes(code), code)),
    ...horizonCaveat(points),
    ...populationCaveats(panels, points),
    ...sharedCaveats(points),
    ...definitionCaveat(points, definitions),
    ...namedIn(points, ({ estimateId }) => risingPoints(points).includes(estimateId), 'later-higher'),
    ...eraCaveat(panels, points, eraOf),
    ...intervalCaveats(points),
    ...sizeCaveats(points),
    ...panels.flatMap(({ published, axis }) => {
      const beyond = published.filter(({ drawn }) => !drawn).map(({ estimateId }) => estimateId);
      return beyond.length === 0 ? [] : [{ code: 'beyond-axis' as const, series: beyond, years: axis.endYears }];
    }),
    ...biasCaveat(points, appraisals),
    ...certaintyCaveat(points, asked),
    ...partsCaveat(points, partsAlone),
  ];
}

type ListedCode = Extract<FigureCaveat, { series: readonly string[] }>['code'];
type PlainListed = Exclude<ListedCode, 'interval-from-se' | 'small-n' | 'beyond-axis' | 'shared-patients'>;

function namedIn(
  points: readonly PublishedPoint[],
  holds: (point: PublishedPoint) => boolean,
  code: PlainListed,
): FigureCaveat[] {
  const series = points.filter(holds).map(({ estimateId }) => estimateId);
  return series.length === 0 ? [] : [{ code, series }];
}

function localStateCaveats(panels: readonly FigurePanel[]): FigureCaveat[] {
  return panels.flatMap(({ local, published, timeZeros }): FigureCaveat[] => {
    if (local === null) return [];
    const { description, n, withoutObservation, neverReached, thinFromYears } = local;
    return [
      ...(description.madeUp ? [{ code: 'made-up' as const }] : []),
      ...(n < SMALL_COHORT ? [{ code: 'local-small' as const, n, below: SMALL_COHORT }] : []),
      ...(published.length === 0 && panels.length > 1
        ? timeZeros.map((timeZero) => ({ code: 'local-alone' as const, timeZero }))
        : []),
      ...(thinFromYears === null ? [] : [{ code: 'local-thin' as const, below: THIN_BELOW, years: thinFromYears }]),
      ...(withoutObservation === 0
        ? []
        : [
            {
              code: 'local-without-observation' as const,
              ...{ count: withoutObservation, timeZero: description.timeZero, never: neverReached },
            },
          ]),
      ...(description.imputedDates === 0
        ? []
        : [{ code: 'local-imputed-dates' as const, count: description.imputedDates, n }]),
      ...(description.failureUndecided === 0
        ? []
        : [{ code: 'local-failure-undecided' as const, count: description.failureUndecided }]),
      ...openErrorCaveats(description.openErrors),
      { code: 'local-definition' as const, trial: description.definedBy },
      ...(description.departures.length === 0
        ? []
        : [{ code: 'local-departures' as const, departures: description.departures }]),
      ...(description.network === undefined
        ? []
        : [{ code: 'network' as const, ...description.network, below: MINIMUM_COHORT }]),
      ...(description.guarded && description.network === undefined
        ? [{ code: 'local-guarded' as const, below: MINIMUM_COHORT }]
        : []),
    ];
  });
}

/** A patient not checked yet is not one without errors. */
function openErrorCaveats(found: LocalDescription['openErrors']): FigureCaveat[] {
  if (found === undefined) return [];
  const { count, unchecked = 0, n } = found;
  return [
    ...(count === 0 ? [] : [{ code: 'local-open-errors' as const, count, n }]),
    ...(unchecked === 0 ? [] : [{ code: 'local-unchecked' as const, count: unchecked, n }]),
  ];
}

function reconstructedCaveat(panels: readonly FigurePanel[]): FigureCaveat[] {
  const lines = panels.flatMap(({ reconstructed }) => reconstructed);
  const besides = (of: typeof lines): string[] => of.map(({ estimateId }) => estimateId);
  if (lines.length === 0) return [];
  const [drawn, traced] = (['drawing', 'image'] as const).map((from) =>
    besides(lines.filter(({ readFrom }) => readFrom === from)),
  );
  const second = lines.map(({ estimateId, secondReading }) => ({ beside: estimateId, reading: secondReading }));
  return [{ code: 'reconstructed', besides: besides(lines), drawn: drawn ?? [], traced: traced ?? [], second }];
}

function timeZeroCaveats(panels: readonly FigurePanel[]): FigureCaveat[] {
  const mixed = panels.find(({ timeZeros }) => timeZeros.length > 1);
  if (mixed !== undefined) return [{ code: 'one-axis', timeZeros: mixed.timeZeros }];
  return panels.length > 1
    ? [{ code: 'separate-panels', timeZeros: panels.flatMap(({ timeZeros }) => timeZeros) }]
    : [];
}

function horizonCaveat(points: readonly PublishedPoint[]): FigureCaveat[] {
  const years = [...new Set(points.map((point) => point.years))].sort((a, b) => a - b);
  return years.length > 1 ? [{ code: 'horizons-differ', years }] : [];
}

function populationCaveats(panels: readonly FigurePanel[], points: readonly PublishedPoint[]): FigureCaveat[] {
  const kmt2a = new Set<string>(points.map((point) => point.kmt2a));
  for (const { local } of panels) if (local !== null) kmt2a.add(local.description.kmt2a);
  const sharesWithin = (point: PublishedPoint): boolean =>
    points.some(
      (other) => other !== point && other.trialSlug === point.trialSlug && sharedPatients(point, other) !== null,
    );
  return [
    ...(kmt2a.size > 1 ? [{ code: 'populations-differ' as const }] : []),
    ...namedIn(points, ({ selected }) => selected, 'selected-population'),
    ...namedIn(points, sharesWithin, 'same-trial'),
  ];
}

/** One caveat for each known reason why records share patients, with every figure that it concerns. */
function sharedCaveats(points: readonly PublishedPoint[]): FigureCaveat[] {
  const found = new Map<PatientOverlap['reason'], Set<string>>();
  for (const [i, one] of points.entries()) {
    for (const other of points.slice(i + 1)) {
      const reason = sharedPatients(one, other)?.overlap?.reason;
      if (reason !== undefined)
        found.set(reason, new Set([...(found.get(reason) ?? []), one.estimateId, other.estimateId]));
    }
  }
  return [...found].map(([reason, series]) => ({
    code: 'shared-patients' as const,
    series: points.map(({ estimateId }) => estimateId).filter((id) => series.has(id)),
    reason,
  }));
}

/** Said as soon as two trials meet and do not state the same list of events. */
function definitionCaveat(points: readonly PublishedPoint[], definitions: EventDefinitions | null): FigureCaveat[] {
  const trials = new Map(points.map(({ trialSlug, acronym }) => [trialSlug, acronym]));
  if (definitions === null || trials.size < 2) return [];
  const stated = [...trials].flatMap(([slug, trial]) => {
    const events = definitions[slug];
    return events === undefined || events.length === 0 ? [] : [{ trial, events }];
  });
  const unstated = [...trials].flatMap(([slug, trial]) => ((definitions[slug] ?? []).length === 0 ? [trial] : []));
  const lists = new Set(
    stated.map(({ events }) =>
      events
        .map((event) => event.toLowerCase())
        .toSorted()
        .join('\n'),
    ),
  );
  return unstated.length === 0 && lists.size < 2 ? [] : [{ code: 'event-definitions', stated, unstated }];
}

function biasCaveat(points: readonly PublishedPoint[], appraisals: Appraisals | null): FigureCaveat[] {
  const trials = new Map(points.map(({ trialSlug, acronym }) => [trialSlug, acronym]));
  return appraisals === null || trials.size === 0 ? [] : [biasOf([...trials], appraisals)];
}

function biasOf(
  trials: readonly (readonly [slug: string, acronym: string])[],
  appraisals: Appraisals,
): JudgementCaveat {
  const judged = trials.flatMap(([slug, trial]) =>
    (appraisals[slug] ?? []).map(({ tool, overall }) => ({
      trial,
      tool,
      judgement: overall.judgement,
      oneCurator: overall.oneCurator === true,
    })),
  );
  const missing = trials.flatMap(([slug, trial]) => ((appraisals[slug] ?? []).length === 0 ? [trial] : []));
  return { code: 'risk-of-bias', judged, missing };
}

/** The questions that any of these figures answers. */
function certaintyCaveat(points: readonly PublishedPoint[], asked: Asked | null): FigureCaveat[] {
  if (asked === null) return [];
  const { endpoint, questions } = asked;
  return certaintyOf(
    questions.filter((one) =>
      points.some(({ trialSlug: study, kmt2a, timeZero }) => answers(one, { study, kmt2a, endpoint, timeZero })),
    ),
  );
}

function certaintyOf(asked: readonly CoveredQuestion[]): JudgementCaveat[] {
  if (asked.length === 0) return [];
  return [
    {
      code: 'certainty',
      questions: asked.map(({ question: { text, certainty } }) => ({
        text,
        certainty: certainty?.certainty ?? null,
        oneCurator: certainty?.oneCurator === true,
      })),
    },
  ];
}

/** What was judged of a study none of whose figures is drawn: its risk of bias, and the questions that it is part of. */
export function judgementsOfStudy(
  { slug, acronym }: Readonly<{ slug: string; acronym: string }>,
  appraisals: Appraisals,
  questions: readonly CoveredQuestion[],
): JudgementCaveat[] {
  const asked = questions.filter(({ cover }) => cover.studies.includes(slug));
  return [biasOf([[slug, acronym]], appraisals), ...certaintyOf(asked)];
}

function partsCaveat(points: readonly PublishedPoint[], partsAlone: PartsAlone): FigureCaveat[] {
  const resting = points.filter(({ trialSlug }) =>
    (partsAlone[trialSlug] ?? []).some((part) => UNDER_FIGURES.includes(part)),
  );
  const trials = [...new Set(resting.map(({ acronym }) => acronym))];
  return trials.length === 0 ? [] : [{ code: 'one-curator-parts', trials }];
}

function relabelledCaveat(points: readonly PublishedPoint[]): FigureCaveat[] {
  const labels = points.flatMap(({ estimateId, relabelled }) =>
    relabelled === null ? [] : [{ id: estimateId, label: relabelled }],
  );
  return labels.length === 0 ? [] : [{ code: 'relabelled', labels }];
}

function eraCaveat(panels: readonly FigurePanel[], points: readonly PublishedPoint[], eraOf: EraOf): FigureCaveat[] {
  const published = points.flatMap(({ trialSlug }) => eraOf(trialSlug) ?? []);
  const local = panels.flatMap((panel) => panel.local?.description.diagnosed?.from ?? []);
  const starts = [...published, ...local];
  if (starts.length < 2) return [];
  const [from, to] = [Math.min(...starts), Math.max(...starts)];
  return to - from >= ERA_YEARS ? [{ code: 'eras-differ', from, to }] : [];
}

function intervalCaveats(points: readonly PublishedPoint[]): FigureCaveat[] {
  const fromSe = points.filter(({ interval }) => interval?.how === 'from-se');
  const clipped = fromSe.filter(({ interval }) => interval?.clipped === true).map(({ estimateId }) => estimateId);
  return [
    ...(fromSe.length === 0
      ? []
      : [{ code: 'interval-from-se' as const, series: fromSe.map(({ estimateId }) => estimateId), clipped }]),
    ...namedIn(points, ({ interval }) => interval === null, 'no-interval'),
  ];
}

function sizeCaveats(points: readonly PublishedPoint[]): FigureCaveat[] {
  const small = points.filter(({ n }) => n !== null && n < SMALL_COHORT).map(({ estimateId }) => estimateId);
  return [
    ...(small.length === 0 ? [] : [{ code: 'small-n' as const, series: small, below: SMALL_COHORT }]),
    ...namedIn(points, ({ n }) => n === null, 'n-not-reported'),
  ];
}

/** The one KMT2A status of all that is drawn, or null where they differ. */
export function commonKmt2a(panels: readonly FigurePanel[]): ComparisonFigure['subject']['kmt2a'] {
  const found = new Set(
    panels.flatMap(({ local, published }) => [
      ...published.map(({ kmt2a }) => kmt2a),
      ...(local === null ? [] : [local.description.kmt2a]),
    ]),
  );
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}
