import { drawnMoments, type ArmReading, type Drawn } from './counted-data';
import { explained, WHOLE } from './risk-path';

const FEWEST_STEPS = 5;
/** Patients: without a printed number, only the steps of small arms are high enough to say it. */
const MOST_UNPRINTED = 400;
/** Of the marks, the share that may hide another: where two are censored at one time, one mark is drawn. */
const HIDDEN_MARKS = 0.1;
/** A second explanation that needs so few more unseen censorings is as good as the first. */
const AS_GOOD = 2;

/**
 * The number of patients that the steps themselves show: the first step is a whole number of n-ths high, and so are those
 * after it with the marks in between. The fewest patients whose steps all fit; more of them would only add some who were
 * censored unseen before the first step. Null where none fits, where a tenth of the marks would have to hide another, or
 * where a multiple explains the drawing as well.
 */
export function patientsFromSteps(arm: Omit<ArmReading, 'patients' | 'precision'>, precision: number): number | null {
  if (arm.points.length <= FEWEST_STEPS || arm.censored.length === 0 || precision * MOST_UNPRINTED > 0.05) return null;
  const drawn = drawnMoments(arm);
  const most = Math.max(1, HIDDEN_MARKS * arm.censored.length);
  const fitting: { patients: number; moved: number }[] = [];
  for (let patients = 2; patients <= MOST_UNPRINTED; patients += 1) {
    const moved = fewestUnseen(patients, drawn, arm.goesOn, precision, most + AS_GOOD);
    if (moved !== null) fitting.push({ patients, moved });
  }
  const [best, ...others] = fitting.toSorted((a, b) => a.moved - b.moved);
  if (best === undefined || best.moved > most) return null;
  const another = others.some(
    ({ patients, moved }) => moved - best.moved <= AS_GOOD && patients - best.patients !== moved - best.moved,
  );
  return another ? null : best.patients;
}

/** Of so many patients the fewest that have to be censored unseen for every step to be whole; null for more than `most`. */
function fewestUnseen(
  patients: number,
  { moments, intervals, marks, near }: Drawn,
  goesOn: boolean,
  precision: number,
  most: number,
): number | null {
  let ways = new Map([[patients, 0]]);
  moments.forEach((moment, i) => {
    const reached = new Map<number, number>();
    const seen = intervals[i]?.marks.length ?? 0;
    for (const [left, moved] of ways) {
      for (let unseen = moved; unseen <= most && moment.kind === 'step'; unseen += 1) {
        const atRisk = left - seen - (unseen - moved);
        if (atRisk < 1) break;
        const { events, unlikely } = explained(atRisk, null, moment.step, precision);
        if (unlikely > WHOLE ** 2 / 2) continue;
        const after = atRisk - events;
        reached.set(after, Math.min(unseen, reached.get(after) ?? Infinity));
      }
    }
    ways = reached;
  });
  const since = moments.at(-1)?.time ?? 0;
  const behind = marks.filter((time) => time >= since - near).length;
  // A line that ends in the plot ends at its last mark, and whoever is left is hidden there.
  const ends = [...ways].flatMap(([left, moved]) =>
    left < behind ? [] : [moved + (goesOn || behind === 0 ? 0 : left - behind)],
  );
  const fewest = Math.min(Infinity, ...ends);
  return fewest <= most ? fewest : null;
}
