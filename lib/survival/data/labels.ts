import { SurvivalInputError } from '../errors';
import { rowCount } from './observations';

/** Codes 0, 1, … of text labels, and the label of each code. */
export type EncodedLabels = Readonly<{ codes: Int32Array; levels: readonly string[] }>;

/**
 * Turns a column of labels into group codes. The order of `levels` is kept, so the first is the reference; without them
 * the labels are sorted by their characters. Throws `SurvivalInputError` for a label that is not among the levels.
 */
export function encodeLabels(labels: readonly string[], levels?: readonly string[]): EncodedLabels {
  rowCount('labels', labels);
  if (levels !== undefined && !Array.isArray(levels)) throw new SurvivalInputError('levels', 'empty');
  const ordered = levels ?? [...new Set(labels)].sort((a, b) => (a < b ? -1 : 1));
  const codeOf = new Map(ordered.map((level, code) => [level, code]));
  const codes = Int32Array.from(labels, (label, row) => {
    const code = codeOf.get(label);
    if (code === undefined) throw new SurvivalInputError('labels', 'unknown_label', row);
    return code;
  });
  return { codes, levels: ordered };
}
