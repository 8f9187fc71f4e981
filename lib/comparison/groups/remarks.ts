import type { OwnCurve } from '@/lib/analysis/curves';
import type { LocalRemark } from '../against/model';

/** What must be said of a curve that says less than it seems to; the codes are those of the whole cohort. */
export function curveRemarks({ n, events, lastTime }: Pick<OwnCurve, 'n' | 'events' | 'lastTime'>): LocalRemark[] {
  return [
    ...(n === 1 ? (['one-patient'] as const) : []),
    ...(lastTime === 0 && events === 0 ? (['no-follow-up'] as const) : []),
    ...(lastTime > 0 && events === 0 ? (['no-events'] as const) : []),
    ...(lastTime === 0 && events === n ? (['all-at-zero'] as const) : []),
    ...(lastTime > 0 && events === n ? (['everybody'] as const) : []),
  ];
}

/** Times at which a curve is asked for and has ended: nothing is carried forward to them. */
export function beyondFollowUp({ atTimes }: Pick<OwnCurve, 'atTimes'>): number[] {
  return atTimes.flatMap(({ time, notEstimable }) => (notEstimable === 'beyond_follow_up' ? [time] : []));
}
