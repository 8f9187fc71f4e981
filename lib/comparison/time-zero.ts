import type { LocalTimeZero } from '@/lib/patients/timeline';
import type { SurvivalEndpoint, TimeZero } from '@/lib/registry/vocabulary';

/** What the time of a figure counts from: as sources state it, or as the local patients are counted. */
export type FigureTimeZero = TimeZero | LocalTimeZero;

/** From when the years of an endpoint are usually counted. */
export const USUAL_TIME_ZERO: Record<SurvivalEndpoint, TimeZero> = {
  EFS: 'diagnosis',
  OS: 'diagnosis',
  DFS: 'remission',
  RFS: 'remission',
};
