import type { PostedResult } from './clinicaltrials';

/** Fields of a new figure that a posted result fills in; the rest is for the person who maps it. */
export type MappedFields = Readonly<
  Partial<
    Record<'level' | 'sourceLocator' | 'timeYears' | 'estimate' | 'se' | 'ciLow' | 'ciHigh' | 'ciLevel' | 'n', string>
  >
>;

/**
 * A posted result as the form of a new figure has it. A value is taken only where the record says that it is a percentage,
 * an interval or an error only where it says which: anything else would be guessed. What is measured, by whom and from
 * which day is never taken over.
 */
export function asFigure(number: string, result: PostedResult): MappedFields {
  const { measure, timeFrame, category, group, value, unit, spread, n } = result;
  const percent = /percent|%/iu.test(unit ?? '');
  const years = /^(?<count>\d+(?:\.\d+)?)[- ]years?$/iu.exec(timeFrame?.trim() ?? '')?.groups?.['count'];
  return {
    level: 'registry',
    sourceLocator: [number, measure, timeFrame, category, group]
      .filter((part) => part !== null)
      .join('; ')
      .slice(0, 200),
    ...(n !== null && /^\d+$/u.test(n) && { n }),
    ...(years !== undefined && { timeYears: years }),
    ...(percent && isNumber(value) && { estimate: value, ...spreadOf(spread) }),
  };
}

function spreadOf(spread: string | null): MappedFields {
  const interval =
    /^(?<low>\d+(?:\.\d+)?) – (?<high>\d+(?:\.\d+)?) \((?<level>\d+(?:\.\d+)?)% Confidence Interval\)$/iu.exec(
      spread ?? '',
    )?.groups;
  if (interval?.['low'] !== undefined && interval['high'] !== undefined && interval['level'] !== undefined)
    return { ciLow: interval['low'], ciHigh: interval['high'], ciLevel: interval['level'] };
  const error = /^(?<se>\d+(?:\.\d+)?) \(Standard Error\)$/iu.exec(spread ?? '')?.groups?.['se'];
  return error === undefined ? {} : { se: error };
}

function isNumber(text: string | null): text is string {
  return text !== null && /^\d+(\.\d+)?$/u.test(text);
}
