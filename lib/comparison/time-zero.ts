import type { LocalTimeZero } from '@/lib/patients/timeline';
import type { TimeZero } from '@/lib/registry/vocabulary';

/** What the time of a figure counts from: as sources state it, or as the local patients are counted. */
export type FigureTimeZero = TimeZero | LocalTimeZero;
