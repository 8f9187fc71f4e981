/** A fall of S as it was read. */
export type Step = Readonly<{ time: number; before: number; after: number }>;

/** A moment at which the drawing says how many are at risk: the height of a step, or a printed number. */
export type Moment =
  | Readonly<{ kind: 'step'; time: number; step: Step; least: number }>
  | Readonly<{ kind: 'printed'; time: number; value: number }>;

/**
 * Those censored between one moment and the next: `marks` are seen, `room` is where unseen ones are likely (marks that hide
 * another, or patients times time), `zone` the number of the printed interval.
 */
export type Interval = Readonly<{ marks: readonly number[]; room: (atRisk: number) => number; zone: number }>;

/** At a moment: how many were at risk just before it, how many of them had the event, and whether that explains the drawing. */
export type Counted = Readonly<{ atRisk: number; events: number; isWhole: boolean; missed: number; unmarked: number }>;

/** One way of counting up to a moment. `level` is S by counting after a step that was no whole number of n-ths, else null. */
type Way = Readonly<{ left: number; cost: number; level: number | null; counted: Counted | null; from: Way | null }>;

/** In units of −log likelihood. A step that nothing explains; a patient fewer than printed; a mark with nobody left. */
const [UNEXPLAINED, FEWER_THAN_PRINTED, NOBODY_LEFT] = [35, 25, 25] as const;
/** A way that costs so much more than the best is not followed, nor are more than so many. */
const [BEAM, MOST_WAYS] = [40, 80] as const;
/** Of S: by as much, the level of a stretch that is shorter than a dash may be read wrong. */
const READ_WRONG = 0.01;
/** Two readings are off by their rounding, which is even: in standard deviations of their difference. */
const ROUNDING_SD = Math.SQRT2 / Math.sqrt(3);
/** Standard deviations: so far off a step is no whole number of patients. */
export const WHOLE = 3.5;
/** Of an event: what writers of drawings lose beside the rounding of the last place. */
const EVENT_SD = 0.003;
/** How often the rates of unseen censoring are estimated from the likeliest way and the way sought anew. */
const ROUNDS = 3;
/** Of the patients, unseen in each printed interval, to begin with. */
const EXPECTED = 0.1;

/**
 * The likeliest numbers at risk at each moment (Viterbi 1967): the height of a step from a to b with n at risk is a whole
 * number of n-ths as far as its reading allows, a mark is one censoring, a printed number is met, and those whom no mark
 * shows were censored at a rate that is even within a printed interval and is estimated with them.
 */
export function riskPath(
  patients: number,
  moments: readonly Moment[],
  intervals: readonly Interval[],
  precision: number,
): Counted[] {
  let rates = zoneRates(intervals, null, patients);
  let path: Counted[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    path = likeliest(patients, moments, intervals, precision, rates);
    rates = zoneRates(intervals, path, patients);
  }
  return path;
}

/** Before the first round a share of the patients is expected unseen in every zone; later half a censoring is added. */
function zoneRates(intervals: readonly Interval[], path: readonly Counted[] | null, patients: number): number[] {
  const zones = intervals.reduce((most, { zone }) => Math.max(most, zone + 1), 1);
  const [unseen, room] = [
    new Array<number>(zones).fill(path === null ? EXPECTED * patients : 0.5),
    new Array<number>(zones).fill(1e-9),
  ];
  let left = patients;
  intervals.forEach(({ marks, room: roomOf, zone }, i) => {
    const at = path?.[i];
    room[zone] = (room[zone] ?? 0) + roomOf(left);
    if (at === undefined) return;
    unseen[zone] = (unseen[zone] ?? 0) + Math.max(0, left - at.atRisk - marks.length);
    left = at.atRisk - at.events;
  });
  return unseen.map((count, zone) => count / (room[zone] ?? 1));
}

function likeliest(
  patients: number,
  moments: readonly Moment[],
  intervals: readonly Interval[],
  precision: number,
  rates: readonly number[],
): Counted[] {
  let ways: Way[] = [{ left: patients, cost: 0, level: null, counted: null, from: null }];
  moments.forEach((moment, i) => {
    const interval = intervals[i];
    if (interval === undefined) return;
    const rate = rates[interval.zone] ?? 0;
    const reached = new Map<number, Way>();
    const enough = { cost: Infinity };
    for (const way of ways) {
      for (const one of waysOn(way, moment, interval, rate, precision, enough))
        if (one.cost < (reached.get(one.left)?.cost ?? Infinity)) reached.set(one.left, one);
    }
    const sorted = [...reached.values()].toSorted((a, b) => a.cost - b.cost);
    ways = sorted.filter(({ cost }) => cost <= (sorted[0]?.cost ?? 0) + BEAM).slice(0, MOST_WAYS);
  });
  const path: Counted[] = [];
  for (let way: Way | null = ways[0] ?? null; way !== null; way = way.from)
    if (way.counted !== null) path.push(way.counted);
  return path.toReversed();
}

/** The ways on from one way up to and through the next moment; `enough` is the cheapest of any so far. */
function waysOn(
  way: Way,
  moment: Moment,
  { marks, room }: Interval,
  rate: number,
  precision: number,
  enough: { cost: number },
): Way[] {
  const seen = Math.min(way.left, marks.length);
  const most = way.left - seen;
  const base = way.cost + NOBODY_LEFT * (marks.length - seen);
  const mean = rate * room(way.left);
  const unseen = bursts(mean);
  const reach = (atRisk: number, events: number, more: Omit<Way, 'left' | 'counted' | 'from'> & Explained): Way => ({
    left: atRisk - events,
    cost: more.cost,
    level: more.level,
    counted: { atRisk, events, isWhole: more.isWhole, missed: more.missed, unmarked: marks.length - seen },
    from: way,
  });
  if (moment.kind === 'printed') {
    const atRisk = Math.min(most, moment.value);
    const missed = moment.value - atRisk;
    const cost = base + unseen(most - atRisk) + FEWER_THAN_PRINTED * missed;
    return [reach(atRisk, 0, { cost, level: way.level, isWhole: true, missed })];
  }
  const ways: Way[] = [];
  for (let n = most; n >= Math.max(1, Math.min(most, moment.least)); n -= 1) {
    const cost = base + unseen(most - n);
    if (cost > enough.cost + BEAM) {
      // Fewer at risk cost ever more.
      if (most - n > mean) break;
      continue;
    }
    const { events, unlikely, level } = explained(n, way.level, moment.step, precision);
    if (cost + unlikely > enough.cost + BEAM) continue;
    enough.cost = Math.min(enough.cost, cost + unlikely);
    const isWhole = unlikely <= WHOLE ** 2 / 2;
    ways.push(reach(n, events, { cost: cost + unlikely, level: isWhole ? null : level, isWhole, missed: 0 }));
  }
  return ways.length > 0
    ? ways
    : [reach(most, 0, { cost: base + UNEXPLAINED, level: null, isWhole: false, missed: 0 })];
}

type Explained = Readonly<{ isWhole: boolean; missed: number }>;

/**
 * Events of n patients at a step that begins where it was read or, if not null, at `byCount`, and how unlikely its height is
 * with them (−log likelihood, at most UNEXPLAINED).
 */
export function explained(
  n: number,
  byCount: number | null,
  { before, after }: Step,
  precision: number,
): Readonly<{ events: number; unlikely: number; level: number | null }> {
  if (after === 0) return { events: n, unlikely: 0, level: null };
  const read = wholeOf(n, before, after, precision);
  const counted = byCount === null ? read : wholeOf(n, byCount, after, precision);
  const { events, unlikely } = counted.unlikely < read.unlikely ? counted : read;
  const level = before * (1 - events / n);
  return { events, unlikely, level: Math.abs(level - after) > READ_WRONG ? null : level };
}

/** The nearest whole number of n-ths by which S falls from `level` to `after`. */
function wholeOf(
  n: number,
  level: number,
  after: number,
  precision: number,
): Readonly<{ events: number; unlikely: number }> {
  const share = n * (1 - after / level);
  const events = Math.min(n, Math.max(1, Math.round(share)));
  const sd = (n * precision * ROUNDING_SD) / level + EVENT_SD;
  return { events, unlikely: Math.min(UNEXPLAINED, ((share - events) / sd) ** 2 / 2) };
}

/** −log of the chance of k where `mean` are expected: negative binomial of size 2, because censorings come in bursts. */
function bursts(mean: number): (k: number) => number {
  const [none, each] = [2 * Math.log(2 / (2 + mean)), Math.log(mean / (2 + mean))];
  return (k) => -Math.log(k + 1) - none - k * each;
}
