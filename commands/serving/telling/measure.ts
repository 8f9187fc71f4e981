import { z } from 'zod';

/** What a process tells of itself: the memory that it holds and the time of the processor that it has had. */
const MeasureSchema = z.object({ bytes: z.number(), seconds: z.number() });
export type Measure = z.output<typeof MeasureSchema>;
/** Of one process behind the web server, by what it does and its place among those that do the same. */
export type ProcessMeasure = Measure & Readonly<{ process: string; busy: number }>;

export function ownMeasure(): Measure {
  const { user, system } = process.cpuUsage();
  return { bytes: process.memoryUsage.rss(), seconds: (user + system) / 1e6 };
}

/** What another process has sent of itself; null for what is no such message. */
export function toMeasure(message: unknown): Measure | null {
  return MeasureSchema.safeParse(message).data ?? null;
}
