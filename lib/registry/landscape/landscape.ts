import { enrolmentSpan } from '../trials/enrolment-position';
import type { LandscapeFilter } from './filter';
import type { TrialLink, TrialSummary } from '../trials/summary';

/** A trial or cohort as the picture of the field needs it. */
export type LandscapeTrial = Pick<
  TrialSummary,
  'slug' | 'acronym' | 'kind' | 'group' | 'status' | 'enrolment' | 'interventions'
> & {
  /** slug of the trial that it follows */
  predecessor: string | null;
};

/**
 * The time that is known of an enrolment, in years with fractions. `whole`: from its first to its last day; `to-today`: it
 * still recruits; `start-only` and `end-only`: no more than the one known month or year, because the rest is not reported.
 */
export type LandscapeSpan = Readonly<{
  basis: 'whole' | 'to-today' | 'start-only' | 'end-only';
  from: number;
  to: number;
  /** the trial goes on until then, though its enrolment may have ended: a line, not a bar */
  continues: number | null;
}>;

export type LandscapeEntry = LandscapeTrial & { span: LandscapeSpan | null; follows: TrialLink | null };
export type PlacedTrial = LandscapeEntry & { span: LandscapeSpan };

/** The studies of one cooperative group: in time, and those whose years are not reported. */
export type LandscapeLane = Readonly<{
  group: string;
  placed: readonly PlacedTrial[];
  unplaced: readonly LandscapeEntry[];
}>;

export type Landscape = Readonly<{
  lanes: readonly LandscapeLane[];
  /** first and last whole year of the axis */
  years: Readonly<{ from: number; to: number }>;
  /** today as a year with a fraction */
  today: number;
  /** studies on the picture, and all there are */
  shown: number;
  all: number;
}>;

/** Groups with a protocol line of their own stand first, those with most trials before others; then everyone else. */
const LEADING = ['Interfant', 'COG', 'JPLSG', 'Russian group', 'BFM', 'St. Jude', 'UK'];
/** Studies of no cooperative group, which stand last. */
const NO_GROUP = 'other';
/** Years that the axis begins at and ends with are multiples of it, except the last, which is the year after the last day drawn. */
const STEP = 5;

/** The field in lanes by group; each study that fits the filter appears exactly once. `today`: `YYYY-MM-DD`. */
export function landscapeOf(trials: readonly LandscapeTrial[], today: string, filter: LandscapeFilter): Landscape {
  const now = yearOfDay(today);
  const entries = trials.map((trial): LandscapeEntry => {
    const predecessor = trials.find(({ slug }) => slug === trial.predecessor);
    return {
      ...trial,
      span: spanOf(trial, now),
      follows: predecessor === undefined ? null : { slug: predecessor.slug, acronym: predecessor.acronym },
    };
  });
  const shown = entries.filter(
    ({ kind, group }) =>
      (filter.kind === null || kind === filter.kind) && (filter.group === null || group === filter.group),
  );
  const lanes = orderGroups(entries).flatMap((group): LandscapeLane[] => {
    const own = shown.filter((entry) => entry.group === group).sort(byKindAndName);
    return own.length === 0
      ? []
      : [{ group, placed: own.filter(isPlaced).sort(byTime), unplaced: own.filter((entry) => entry.span === null) }];
  });
  const placed = shown.filter(isPlaced);
  return {
    lanes,
    years: axisYears(placed.length > 0 ? placed : entries.filter(isPlaced), now),
    today: now,
    shown: shown.length,
    all: trials.length,
  };
}

/** Groups in the order of their lanes. */
export function orderGroups(trials: readonly Pick<LandscapeTrial, 'group' | 'kind'>[]): string[] {
  const groups = [...new Set(trials.map(({ group }) => group))];
  const count = (group: string, kind: LandscapeTrial['kind']): number =>
    trials.filter((trial) => trial.group === group && trial.kind === kind).length;
  const rank = (group: string): number => (group === NO_GROUP ? 2 : Number(!LEADING.includes(group)));
  return groups.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      count(b, 'trial') - count(a, 'trial') ||
      count(b, 'cohort') - count(a, 'cohort') ||
      a.localeCompare(b, 'en'),
  );
}

export function isPlaced(entry: LandscapeEntry): entry is PlacedTrial {
  return entry.span !== null;
}

function spanOf({ enrolment: { start, end }, status }: LandscapeTrial, today: number): LandscapeSpan | null {
  const whole = enrolmentSpan({ start, end });
  if (whole !== null) return { basis: 'whole', ...whole, continues: null };
  // A known month or year as a stretch of its own: no length is made up for what is not reported.
  const [first, last] = [enrolmentSpan({ start, end: start }), enrolmentSpan({ start: end, end })];
  if (first !== null && status === 'recruiting' && today > first.from)
    return { basis: 'to-today', from: first.from, to: today, continues: null };
  if (first !== null)
    return { basis: 'start-only', ...first, continues: status === 'active' && today > first.to ? today : null };
  return last === null ? null : { basis: 'end-only', ...last, continues: null };
}

function byTime(a: PlacedTrial, b: PlacedTrial): number {
  return byKind(a, b) || a.span.from - b.span.from || a.span.to - b.span.to || a.slug.localeCompare(b.slug, 'en');
}

function byKindAndName(a: LandscapeEntry, b: LandscapeEntry): number {
  return byKind(a, b) || a.acronym.localeCompare(b.acronym, 'en');
}

function byKind(a: LandscapeEntry, b: LandscapeEntry): number {
  return Number(a.kind === 'cohort') - Number(b.kind === 'cohort');
}

function axisYears(placed: readonly PlacedTrial[], today: number): Landscape['years'] {
  if (placed.length === 0) return { from: Math.floor(today / STEP) * STEP - STEP, to: Math.ceil(today) };
  const last = Math.max(...placed.map(({ span: { to, continues } }) => Math.max(to, continues ?? to)));
  return { from: Math.floor(Math.min(...placed.map(({ span }) => span.from)) / STEP) * STEP, to: Math.ceil(last) };
}

/** A day as a year with a fraction, by the share of the year that has gone. */
function yearOfDay(day: string): number {
  const year = Number(day.slice(0, 4));
  const [start, next] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  return year + (Date.parse(`${day}T00:00:00Z`) - start) / (next - start);
}
