import { drawnMoments, type ArmReading, type Drawn } from './counted-data';
import { explained, WHOLE, type Step } from './risk-path';

/** The value of a point that no line shows, because the curve fell to it and from it between two dashes, and its limits. */
export type UnseenLevel = Readonly<{ index: number; highest: number; lowest: number }>;

/** Patients: of larger arms too many numbers explain a step. */
const MOST_PATIENTS = 200;
/** Where marks are drawn, so many between two moments may be hidden. */
const HIDDEN = 2;
/** Of S: levels no farther apart are one. */
const ONE_LEVEL = 5e-4;

/** Before one moment, those left after the one before it and the ways on through it. */
type Ways = (moment: number, left: number) => Iterable<number>;

/**
 * Unseen levels by counting (S falls by whole n-ths): all numbers at risk and events that explain the falls before and behind a
 * level together with every other step, mark and printed number of the curve. Null where they give more than one level, or none.
 */
export function countedLevels(arm: ArmReading, unseen: readonly UnseenLevel[]): (number | null)[] {
  if (arm.patients > MOST_PATIENTS) return unseen.map(() => null);
  const drawn = drawnMoments(arm);
  const atRiskFrom = possible(drawn);
  const values = new Set(unseen.map(({ index }) => arm.points[index]?.[1]));
  const ways = waysThrough(arm, drawn, values, atRiskFrom);
  const [before, behind] = [reached(arm.patients, drawn, ways), leading(arm.patients, drawn, ways)];
  return unseen.map((level) => {
    const at = drawn.moments.findIndex(
      (moment) => moment.kind === 'step' && moment.step.after === arm.points[level.index]?.[1],
    );
    const [down, next] = [drawn.moments[at], drawn.moments[at + 1]];
    if (down?.kind !== 'step' || next?.kind !== 'step' || values.has(next.step.after) || values.has(down.step.before))
      return null;
    let [high, low] = [-Infinity, Infinity];
    for (const left of before[at] ?? []) {
      for (const { value, after } of levelsFrom(atRiskFrom(at, left), down.step, level)) {
        for (const n of atRiskFrom(at + 1, after)) {
          const { events, unlikely } = explained(n, null, { ...next.step, before: value }, arm.precision);
          if (unlikely > WHOLE ** 2 / 2 || behind[at + 2]?.has(n - events) !== true) continue;
          [high, low] = [Math.max(high, value), Math.min(low, value)];
        }
      }
    }
    return high >= low && high - low <= ONE_LEVEL ? (high + low) / 2 : null;
  });
}

function* levelsFrom(
  atRisk: Iterable<number>,
  { before }: Step,
  { highest, lowest }: UnseenLevel,
): Generator<Readonly<{ value: number; after: number }>> {
  for (const n of atRisk) {
    const most = Math.floor(n * (1 - lowest / before));
    for (let events = Math.max(1, Math.ceil(n * (1 - highest / before))); events <= Math.min(n - 1, most); events += 1)
      yield { value: before * (1 - events / n), after: n - events };
  }
}

/** How many may be at risk at a moment where so many were left behind the one before it. */
function possible({ moments, intervals, marks }: Drawn): (moment: number, left: number) => number[] {
  return (i, left) => {
    const [moment, most] = [moments[i], left - (intervals[i]?.marks.length ?? 0)];
    if (moment === undefined) return [];
    const least = Math.max(moment.kind === 'step' ? moment.least : moment.value, marks.length > 0 ? most - HIDDEN : 0);
    if (moment.kind === 'printed') return moment.value <= most && moment.value >= least ? [moment.value] : [];
    return Array.from({ length: Math.max(0, most - least + 1) }, (_, k) => most - k);
  };
}

/** Through a printed number, a step that is a whole number of n-ths, or one to or from an unseen level, of which any may be. */
function waysThrough(
  { patients, precision }: ArmReading,
  { moments }: Drawn,
  unseen: ReadonlySet<number | undefined>,
  atRiskFrom: (moment: number, left: number) => number[],
): Ways {
  const events = moments.map((moment) =>
    moment.kind === 'printed' || unseen.has(moment.step.before) || unseen.has(moment.step.after)
      ? null
      : Array.from({ length: patients + 1 }, (_, n) => {
          const found = explained(Math.max(1, n), null, moment.step, precision);
          return found.unlikely > WHOLE ** 2 / 2 ? null : found.events;
        }),
  );
  return function* through(i, left) {
    const moment = moments[i];
    const own = events[i] ?? null;
    for (const n of atRiskFrom(i, left)) {
      if (moment?.kind === 'printed') yield n;
      else if (own === null) for (let after = 0; after < n; after += 1) yield after;
      else if (own[n] !== null && own[n] !== undefined) yield n - own[n];
    }
  };
}

const all = (patients: number): Set<number> => new Set(Array.from({ length: patients + 1 }, (_, n) => n));

/** Who may be left before each moment, counted from the start; any number where nothing explains what is read. */
function reached(patients: number, { moments }: Drawn, ways: Ways): Set<number>[] {
  const sets = [new Set([patients])];
  moments.forEach((_, i) => {
    const next = new Set<number>();
    for (const left of sets[i] ?? []) for (const after of ways(i, left)) next.add(after);
    sets.push(next.size > 0 ? next : all(patients));
  });
  return sets;
}

/** Of whom may be left before each moment, those with a way on to the end of the curve. */
function leading(patients: number, { moments }: Drawn, ways: Ways): Set<number>[] {
  const sets = new Array<Set<number>>(moments.length + 1).fill(all(patients));
  for (let i = moments.length - 1; i >= 0; i -= 1) {
    const own = new Set<number>();
    for (const left of all(patients)) {
      for (const after of ways(i, left)) {
        if (sets[i + 1]?.has(after) !== true) continue;
        own.add(left);
        break;
      }
    }
    if (own.size > 0) sets[i] = own;
  }
  return sets;
}
