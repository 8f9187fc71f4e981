import type { Protocol } from './review/schema';
import type { Disease, Reference, Trial } from './schema';

/** The name of a trial's file as a reader would find it, and what it says. */
export type TrialFile = { file: string; trial: Trial };

/** The whole of the published evidence, each file already valid by its schema. */
export type Dataset = {
  trials: readonly TrialFile[];
  references: readonly Reference[];
  disease: Disease;
  protocol: Protocol;
};

export const REFERENCES_FILE = 'references.json';
export const DISEASE_FILE = 'disease.json';
export const PROTOCOL_FILE = 'protocol.json';

/** What is wrong, and where: the file, the place in it (such as `estimates[3].ci`) and the reason in words. */
export type Problem = {
  file: string;
  path: string;
  reason: string;
  /** the reason in Russian, of the rules that a curator meets on a page; the form of a file is said in English alone */
  russian?: string;
};

/** Writes a place in a file as a reader would: keys joined by points, positions in brackets. */
export function formatPath(keys: readonly PropertyKey[]): string {
  return keys
    .map((key, position) => (typeof key === 'number' ? `[${key}]` : `${position === 0 ? '' : '.'}${String(key)}`))
    .join('');
}
