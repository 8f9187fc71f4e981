import type { SecondCurveReading } from '@/lib/registry/curves/records';
import type { Bilingual } from '@/lib/registry/schema';
import type { LocalTimeZero } from '@/lib/patients/timeline';
import type { AppraisalJudgement, AppraisalTool, Caveat, Certainty } from '@/lib/registry/vocabulary';
import type { Departure } from '../selection/local-definition';
import type { FigureTimeZero } from '../time-zero';

/** Published and local groups below this size are named as small. */
export const SMALL_COHORT = 20;
/** The local curve is drawn grey where fewer than this remain under observation. */
export const THIN_BELOW = 5;
/** Starts of enrolment this many years apart are named as different eras. */
export const ERA_YEARS = 10;

/**
 * What must be said beside the figure and in every export. `series` are estimate ids. Codes, not sentences: the screens
 * and exports put them into the reader's language.
 */
export type FigureCaveat =
  | Readonly<{ code: 'made-up' }>
  | Readonly<{ code: 'one-axis'; timeZeros: readonly FigureTimeZero[] }>
  | Readonly<{ code: 'separate-panels'; timeZeros: readonly FigureTimeZero[] }>
  | Readonly<{ code: Caveat; series: readonly string[] }>
  | Readonly<{ code: 'horizons-differ'; years: readonly number[] }>
  | Readonly<{ code: 'populations-differ' }>
  | Readonly<{ code: 'selected-population'; series: readonly string[] }>
  | Readonly<{ code: 'same-trial'; series: readonly string[] }>
  | Readonly<{ code: 'shared-patients'; series: readonly string[]; reason: Bilingual }>
  /** acronyms; `events` as the source words them */
  | Readonly<{
      code: 'event-definitions';
      stated: readonly Readonly<{ trial: string; events: readonly string[] }>[];
      unstated: readonly string[];
    }>
  | Readonly<{ code: 'later-higher'; series: readonly string[] }>
  | Readonly<{ code: 'relabelled'; labels: readonly Readonly<{ id: string; label: string }>[] }>
  | Readonly<{ code: 'eras-differ'; from: number; to: number }>
  | Readonly<{ code: 'review-level'; series: readonly string[] }>
  | Readonly<{ code: 'interval-from-se'; series: readonly string[]; clipped: readonly string[] }>
  | Readonly<{ code: 'no-interval'; series: readonly string[] }>
  | Readonly<{ code: 'small-n'; series: readonly string[]; below: number }>
  | Readonly<{ code: 'n-not-reported'; series: readonly string[] }>
  | Readonly<{ code: 'beyond-axis'; series: readonly string[]; years: number }>
  /** the figures of whose patients a reconstructed curve is drawn; of them, those read from lines and those traced; second readings */
  | Readonly<{
      code: 'reconstructed';
      besides: readonly string[];
      drawn: readonly string[];
      traced: readonly string[];
      second: readonly Readonly<{ beside: string; reading: SecondCurveReading | null }>[];
    }>
  /** acronyms of studies with the overall judgement of each tool, and of those that nobody has judged */
  | Readonly<{
      code: 'risk-of-bias';
      judged: readonly Readonly<{
        trial: string;
        tool: AppraisalTool;
        judgement: AppraisalJudgement;
        /** approved by who proposed it */
        oneCurator: boolean;
      }>[];
      missing: readonly string[];
    }>
  /** questions that these figures answer, with the certainty by GRADE; null: nobody has judged */
  | Readonly<{
      code: 'certainty';
      questions: readonly Readonly<{ text: Bilingual; certainty: Certainty | null; oneCurator: boolean }>[];
    }>
  /** acronyms of studies of which an arm, a definition or a report stands as one curator approved it alone */
  | Readonly<{ code: 'one-curator-parts'; trials: readonly string[] }>
  | Readonly<{ code: 'local-small'; n: number; below: number }>
  | Readonly<{ code: 'local-thin'; below: number; years: number }>
  | Readonly<{
      code: 'local-without-observation';
      count: number;
      timeZero: LocalTimeZero;
      never: Readonly<{ died: number; failed: number }> | null;
    }>
  | Readonly<{ code: 'local-imputed-dates'; count: number; n: number }>
  | Readonly<{ code: 'local-failure-undecided'; count: number }>
  | Readonly<{ code: 'local-open-errors'; count: number; n: number }>
  | Readonly<{ code: 'local-unchecked'; count: number; n: number }>
  | Readonly<{ code: 'local-definition'; trial: string | null }>
  | Readonly<{ code: 'local-departures'; departures: readonly Departure[] }>
  | Readonly<{ code: 'local-alone'; timeZero: FigureTimeZero }>
  | Readonly<{ code: 'local-guarded'; below: number }>
  /** the pool of several sites: which release, of when, and of how many */
  | Readonly<{ code: 'network'; number: number; releasedOn: string; sites: number; below: number }>;

export type FigureCaveatCode = FigureCaveat['code'];

/** These must not be overlooked: a plot that leaves figures out looks as if there were none. */
export const STRONG_CAVEATS: readonly FigureCaveatCode[] = ['made-up', 'one-axis', 'beyond-axis'];

/** What is judged of studies, whichever of their figures are drawn. */
export type JudgementCaveat = Extract<FigureCaveat, { code: 'risk-of-bias' | 'certainty' }>;

/** Never folded, whatever their number: without them the figure says something else. */
export const ALWAYS_OPEN: readonly FigureCaveatCode[] = [
  ...STRONG_CAVEATS,
  'relabelled',
  'local-open-errors',
  'local-unchecked',
  'local-failure-undecided',
  'local-imputed-dates',
  'local-without-observation',
  'network',
];

/** What misleads a comparison most comes first; what is not here follows in the order of the figure. */
const FIRST: readonly FigureCaveatCode[] = [
  'populations-differ',
  'shared-patients',
  'later-higher',
  'horizons-differ',
  'separate-panels',
  'selected-population',
  'event-definitions',
  'local-small',
  'small-n',
  'eras-differ',
  'no-interval',
];

function rank(code: FigureCaveatCode): number {
  if (ALWAYS_OPEN.includes(code)) return -1;
  const at = FIRST.indexOf(code);
  return at < 0 ? FIRST.length : at;
}

/** The caveats of a figure, the weightiest first, as the page and every file put them. */
export function weightiestFirst<One extends Readonly<{ code: FigureCaveatCode }>>(caveats: readonly One[]): One[] {
  return caveats.toSorted((a, b) => rank(a.code) - rank(b.code));
}
