import type { PublishedEstimate } from '../estimate-filter';
import { groupBy, groupKey } from '../grouping';
import { issuedOf } from '../references/issued';
import type { Reference, Report } from '../schema';

/** A figure with the day from which it was surely public, and the later figure of the same patients that took its place. */
export type KnownFigure = Readonly<{
  estimate: PublishedEstimate;
  /** as its report or its reference says: YYYY, YYYY-MM or YYYY-MM-DD */
  since: string;
  supersededBy: PublishedEstimate | null;
}>;
export type KnownOn = Readonly<{
  known: readonly KnownFigure[];
  /** figures that appeared later */
  later: number;
  /** figures of whose source no date is known */
  undated: number;
}>;

type Dated = Readonly<{ estimate: PublishedEstimate; since: string }>;
type Dates = Readonly<{ reports: Readonly<Record<string, readonly Report[]>>; references: readonly Reference[] }>;

/**
 * What could be read on a day (YYYY-MM-DD): figures whose publication had appeared by then. Of a paper that only names its
 * year the last day of that year counts, so that nothing is called known before it surely was. Of the same patients and
 * endpoint of one trial the latest publication stands and supersedes those before it, unless it is a review that came after
 * the study's own report.
 */
export function knownOn(day: string, estimates: readonly PublishedEstimate[], dates: Dates): KnownOn {
  const issued = new Map(dates.references.map((reference) => [reference.id, issuedOf(reference)]));
  const dated = estimates.flatMap((estimate): Dated[] => {
    const report = reportOf(estimate, dates.reports[estimate.trial] ?? []);
    const since = report?.published ?? issued.get(estimate.source.ref) ?? null;
    return since === null ? [] : [{ estimate, since }];
  });
  const appeared = dated.filter(({ since }) => lastDay(since) <= day);
  const known = groupBy(appeared, ({ estimate }) => patientsAndEndpoint(estimate)).flatMap((group) => {
    const current = group.toSorted(byStanding)[0];
    return group.map((one): KnownFigure => {
      const older = current !== undefined && isSuperseded(one, current);
      return { ...one, supersededBy: older ? current.estimate : null };
    });
  });
  return { known, later: dated.length - appeared.length, undated: estimates.length - dated.length };
}

/** The latest day (YYYY-MM-DD) that has begun somewhere on Earth: of a later one nothing is known. */
export function latestDay(now: Date): string {
  return new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
}

/** The report that a figure was read in; null for a figure that is told second hand. */
export function reportOf(
  { id, source }: Pick<PublishedEstimate, 'id' | 'source'>,
  reports: readonly Report[],
): Report | null {
  const own = reports.filter(({ ref }) => ref === source.ref);
  return (
    own.find(({ estimates }) => estimates?.includes(id)) ?? own.find(({ estimates }) => estimates === null) ?? null
  );
}

/** The last day that a date of a publication can mean. */
export function lastDay(date: string): string {
  const [year = '', month, day] = date.split('-');
  if (day !== undefined) return date;
  if (month === undefined) return `${year}-12-31`;
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** First-hand before second-hand, then the later one, then the one to read, then the longer follow-up, then the order of the data set. */
function byStanding(a: Dated, b: Dated): number {
  return (
    secondHand(a) - secondHand(b) ||
    b.since.localeCompare(a.since) ||
    Number(b.estimate.preferred) - Number(a.estimate.preferred) ||
    (b.estimate.timeYears ?? 0) - (a.estimate.timeYears ?? 0)
  );
}

/** Two reports of one day may print one figure: the data set says which of them is to be read. */
function isSuperseded(one: Dated, current: Dated): boolean {
  const [own, latest] = [one.estimate, current.estimate];
  const givesWay = !own.preferred && latest.preferred && own.timeYears === latest.timeYears;
  return secondHand(one) > secondHand(current) || lastDay(one.since) < lastDay(current.since) || givesWay;
}

function secondHand({ estimate }: Dated): number {
  return Number(estimate.source.level === 'review');
}

function patientsAndEndpoint({ trial, endpoint, endpointDetail, timeZero, stratum }: PublishedEstimate): string {
  const { kmt2a, risk, arm, age, other } = stratum;
  return groupKey(trial, endpoint, endpointDetail?.en, timeZero, kmt2a, risk, arm, age, other?.en);
}
