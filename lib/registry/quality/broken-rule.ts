import type { Problem } from '../dataset';
import type { Bilingual } from '../schema';

/** A rule of the data set that is broken: in words with its place in the file, and the two apart for who shows it at a field. */
export type BrokenRule = Bilingual & Readonly<{ path: string; said: Bilingual }>;

export function brokenRule({ path, reason, russian = reason }: Problem): BrokenRule {
  return { en: `${path}: ${reason}`, ru: `${path}: ${russian}`, path, said: { en: reason, ru: russian } };
}
