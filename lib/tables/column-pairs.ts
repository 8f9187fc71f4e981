import { isNeutralStem, nameMeaning, type NameMeaning } from './column-names';
import type { ColumnView, TableView } from './table';

/** A time with the status at that time; `entry` is when observation began, where the time is the end of an interval. */
export type ColumnPair = Readonly<{ time: number; status: number; entry: number | null }>;

/**
 * What the names and cells of the columns allow. With one pair it may be taken; with several the reader has to choose;
 * without any, `times` and `statuses` are what comes into question.
 */
export type ColumnPairs = Readonly<{
  pairs: readonly ColumnPair[];
  times: readonly number[];
  statuses: readonly number[];
  /** two columns of dates, of which the follow-up may be reckoned */
  dates: readonly number[];
}>;

/** A status has few different values; a time nearly always more. */
const MOST_STATUS_SPELLINGS = 100;
const MOST_STATUS_CODES = 12;

type Column = Readonly<{ at: number; view: ColumnView; meaning: NameMeaning }>;

/** Finds the columns that belong together by their names. Start columns are never a follow-up. */
export function columnPairs({ columns }: TableView): ColumnPairs {
  const all = columns.map((view, at): Column => ({ at, view, meaning: nameMeaning(view.name) }));
  const statuses = all.filter(isStatus);
  const times = all.filter((one) => isTime(one) && !statuses.includes(one));
  const ends = all.filter((one) => one.meaning.kind === 'end' && isNumeric(one));
  const starts = all.filter((one) => one.meaning.kind === 'start' && isNumeric(one));
  const intervals = ends.flatMap((end) => {
    const start =
      starts.find(({ meaning }) => meaning.stem === end.meaning.stem) ?? (starts.length === 1 ? starts[0] : undefined);
    return start === undefined ? [] : [{ end, start }];
  });
  const lasting = [...times, ...ends];
  const entryOf = (time: Column): number | null => intervals.find(({ end }) => end === time)?.start.at ?? null;
  const fitting = lasting.flatMap((time) =>
    statuses
      .filter((status) => belongTogether(time, status, lasting, statuses))
      .map((status) => ({ time: time.at, status: status.at, entry: entryOf(time) })),
  );
  const dates = all.filter(({ view }) => view.dated * 2 > view.filled).map(({ at }) => at);
  return { pairs: fitting, times: lasting.map(({ at }) => at), statuses: statuses.map(({ at }) => at), dates };
}

/**
 * Whether a time and a status are of one endpoint: the same words are left of their names, both name the same endpoint, or
 * the time begins with the letter of the status (dtime, death). A time or a status without any such word goes with what no
 * other partner claims, unless that is of another thing: an age in months is no follow-up, and the status of the CNS no event.
 */
function belongTogether(time: Column, status: Column, times: readonly Column[], statuses: readonly Column[]): boolean {
  if (isNamedPair(time, status)) return true;
  if (statuses.some((other) => isNamedPair(time, other))) return false;
  // A time that many rows lack does not claim the status: the others may have theirs in another column.
  if (times.some((other) => other.view.missing === 0 && isNamedPair(other, status))) return false;
  const generic = (column: Column): boolean => isGeneric(column.meaning);
  if (!generic(time) && !generic(status)) return false;
  const [own, other] = [time.meaning, status.meaning];
  if (OF_TREATMENT.test(time.view.name)) return false;
  return ![own, other].some(isOfAnotherThing) && !contradict(own, other);
}

function isNamedPair({ meaning: time }: Column, { meaning: status }: Column): boolean {
  if (time.endpoint !== null && status.endpoint !== null)
    return time.endpoint === status.endpoint && sameRest(time, status);
  if (time.stem !== '' && time.stem === status.stem) return true;
  if (time.stem === '' && status.stem === '') return time.endpoint === status.endpoint;
  return time.stem.length === 1 && status.stem.startsWith(time.stem);
}

/** `OS A` and `OS B` are two endpoints, however alike. */
function sameRest(time: NameMeaning, status: NameMeaning): boolean {
  const numbers = (stem: string): string => (stem.match(/\d+/gu) ?? []).join(' ');
  return numbers(time.stem) === numbers(status.stem);
}

function isGeneric({ stem, endpoint }: NameMeaning): boolean {
  return endpoint === null && isNeutralStem(stem);
}

/** How long somebody was treated or lay in hospital is no follow-up; the time since then is one. */
const OF_TREATMENT =
  /^(?!.*(?:since|from|after|follow|после|с начала|от начала|наблюдени))(?=.*(?:duration|length|длительность|продолжительность)).*(?:treatment|therapy|chemo|stay|hospital|лечения|терапии|госпитализации)/iu;
/** Hours are no unit of a follow-up; `dtime` has a letter of its own. */
const OTHER_UNIT = /^[hч]$/u;

/** Words are left of the name that say neither endpoint nor study; `dtime` and `OS 2` have letters and numbers of their own. */
function isOfAnotherThing({ stem, endpoint }: NameMeaning): boolean {
  return endpoint === null && ((stem.length > 1 && !isNeutralStem(stem)) || OTHER_UNIT.test(stem));
}

function contradict(time: NameMeaning, status: NameMeaning): boolean {
  return time.endpoint !== null && status.endpoint !== null && time.endpoint !== status.endpoint;
}

function isStatus({ view, meaning }: Column): boolean {
  if (meaning.kind !== 'status' || view.counts === null || view.different === 0) return false;
  return view.different <= MOST_STATUS_SPELLINGS && !isMeasured(view);
}

function isTime(column: Column): boolean {
  const { view, meaning } = column;
  if (!isNumeric(column) || isCalendar(view)) return false;
  // `OS` alone is a time or a status by what its numbers are.
  return meaning.kind === 'time' || (meaning.kind === 'status' && meaning.endpoint !== null && isMeasured(view));
}

function isNumeric({ view }: Column): boolean {
  return view.numeric * 2 > view.filled && view.dated * 2 <= view.numeric;
}

/** Years of the calendar: `year of diagnosis` has them where `years` has a follow-up. */
function isCalendar({ name, counts }: ColumnView): boolean {
  const cells = [...(counts?.keys() ?? [])].filter((cell) => /\d/u.test(cell));
  return (
    /year|год/iu.test(name) && cells.length > 0 && cells.every((cell) => /^\s*(?:19|20)\d\d(?:[.,]0*)?\s*$/u.test(cell))
  );
}

/** Numbers that are no codes: too many of them, too large, or not whole. */
function isMeasured(view: ColumnView): boolean {
  if (view.numeric < view.filled || view.filled === 0) return false;
  if (view.counts === null || view.different > MOST_STATUS_CODES) return true;
  return [...view.counts.keys()].some((cell) => /[1-9]\d/u.test(cell) || /[.,]\d*[1-9]/u.test(cell));
}
