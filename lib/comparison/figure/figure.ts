import { toCitation } from '@/lib/registry/references/citation';
import type { CoveredQuestion } from '@/lib/registry/review/schema';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import type { StoredCurve } from '@/lib/registry/curves/records';
import type { Reference } from '@/lib/registry/schema';
import type { SurvivalEndpoint } from '@/lib/registry/vocabulary';
import {
  commonKmt2a,
  findCaveats,
  planPanels,
  type Appraisals,
  type EraOf,
  type EventDefinitions,
  type PanelPlan,
  type PartsAlone,
} from '../selection/comparability';
import type { ComparisonFigure, FigureCitation, FigurePanel, PublishedPoint, ReconstructedLine } from './figure-model';
import { joinedLines } from './joined-points';
import { localSeries, type LocalCohort } from './local-curve';
import type { Presentation } from '../presentation';
import { publishedPoints, type ChartableEstimate } from './published-point';
import { reconstructedLines, upTo } from './reconstructed-lines';
import { timeAxis } from '../time-axis';
import type { FigureTimeZero } from '../time-zero';
import { againstPublished } from '../against/against';
import type { LocalReadings } from '../against/open-differences';
import { toYears } from '../years';

export type FigureInput = Readonly<{
  endpoint: SurvivalEndpoint;
  /** in the order of the reader's choice */
  chosen: readonly ChartableEstimate[];
  /** the figures among which styles and letters are given out, where not all of them are drawn; absent: the chosen */
  named?: readonly ChartableEstimate[];
  /** every chartable figure of the trials, chosen or not */
  catalogue: readonly PublishedEstimate[];
  /** approved curves of the endpoint; those of the chosen figures' patients are drawn */
  curves: readonly StoredCurve[];
  /** at least those that the chosen figures and the curves cite */
  references: readonly Reference[];
  /** null: none chosen, or none that may be shown */
  local: LocalCohort | null;
  /** the same patients under both readings of what sources leave open; absent: not asked for */
  readings?: LocalReadings | null;
  /** end of the axis in years; null: by the data */
  displayYears: number | null;
  /** the reader confirmed one axis for different time zeros */
  confirmed: boolean;
  eraOf: EraOf;
  /** what the chosen trials state of the endpoint's events; null where the endpoint needs no definition */
  definitions: EventDefinitions | null;
  /** judgements on the risk of bias by study; null: not asked */
  appraisals: Appraisals | null;
  /** parts of studies that one curator approved alone; absent: not asked */
  partsAlone?: PartsAlone;
  /** questions judged by GRADE, with whose figures answer them; absent: not asked */
  questions?: readonly CoveredQuestion[];
  shown: Pick<Presentation, 'join' | 'styles' | 'labels'>;
}>;

/**
 * The comparison: one panel per time zero with the local curve in the panel of its own, axes, styles, numbered citations
 * and caveats. The axis of a panel ends with what stands in it, or where the reader chose.
 */
export function comparisonFigure(input: FigureInput): ComparisonFigure {
  const { endpoint, chosen, local, displayYears, confirmed } = input;
  const points = publishedPoints(chosen, input.catalogue, input.shown, input.named);
  const lines = reconstructedLines(input.curves, points);
  const localZero: FigureTimeZero[] = local === null ? [] : [local.description.timeZero];
  const plans = planPanels([...points.map(({ timeZero }) => timeZero), ...localZero], confirmed);
  const panels = plans.map((plan) => panel(plan, points, lines, input));
  return {
    subject: { endpoint, kmt2a: commonKmt2a(panels), timeZeros: plans.flat(), displayYears },
    panels,
    citations: citations([...points, ...lines], input.references),
    caveats: findCaveats(panels, input.eraOf, input.definitions, input.appraisals, input.partsAlone, {
      endpoint,
      questions: input.questions ?? [],
    }),
    oneAxis: plans.some((plan) => plan.length > 1),
    madeUp: local?.description.madeUp ?? false,
    released: false,
  };
}

function panel(
  timeZeros: PanelPlan,
  points: readonly PublishedPoint[],
  lines: readonly ReconstructedLine[],
  input: FigureInput,
): FigurePanel {
  const { local, displayYears, shown } = input;
  const own = points.filter(({ timeZero }) => timeZeros.includes(timeZero));
  const cohort = local !== null && timeZeros.includes(local.description.timeZero) ? local : null;
  const horizons = [...new Set(own.map(({ years }) => years))].sort((a, b) => a - b);
  const ownLines = lines.filter(({ timeZero }) => timeZeros.includes(timeZero));
  const observed = Math.max(toYears(cohort?.curve.lastTime ?? 0), ...ownLines.map(({ lastYears }) => lastYears));
  const axis = timeAxis(horizons, observed, displayYears);
  const published = own.map((point) => ({ ...point, drawn: point.years <= axis.endYears }));
  return {
    timeZeros,
    axis,
    local: cohort === null ? null : localSeries(cohort, axis, horizons),
    published,
    reconstructed: ownLines.map((line) => ({ ...line, steps: upTo(line.steps, axis.endYears) })),
    joined: shown.join ? joinedLines(published) : [],
    against: cohort === null ? null : againstPublished(cohort, own, ownLines, input.catalogue, input.readings ?? null),
  };
}

function citations(
  points: readonly Pick<PublishedPoint, 'citation' | 'source'>[],
  references: readonly Reference[],
): FigureCitation[] {
  const cited = new Map(points.map(({ citation, source }) => [citation, source.ref]));
  return [...cited]
    .sort(([a], [b]) => a - b)
    .flatMap(([number, id]) => {
      const reference = references.find((candidate) => candidate.id === id);
      return reference === undefined ? [] : [{ number, citation: toCitation(reference) }];
    });
}
