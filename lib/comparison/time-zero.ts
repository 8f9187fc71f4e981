import type { SurvivalEndpoint, TimeZero } from '@/lib/registry/vocabulary';

/** What the time of a figure counts from: as sources state it; the local patients are counted from one of these days. */
export type FigureTimeZero = TimeZero;

/** From when the years of an endpoint are usually counted. */
export const USUAL_TIME_ZERO: Record<SurvivalEndpoint, TimeZero> = {
  EFS: 'diagnosis',
  OS: 'diagnosis',
  DFS: 'remission',
  RFS: 'remission',
};
