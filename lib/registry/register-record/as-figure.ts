import { adverseCount, type AdverseEntry, type PostedAdverse } from './adverse-events';
import type { PostedResult } from './posted-results';

/** Fields of a new figure that a posted result fills in; the rest is for the person who maps it. */
export type MappedFields = Readonly<
  Partial<
    Record<
      | ('level' | 'sourceLocator' | 'timeYears' | 'estimate' | 'se' | 'ciLow' | 'ciHigh' | 'ciLevel' | 'n')
      | ('events' | 'noteEn' | 'noteRu'),
      string
    >
  >
>;
/** What is posted and was not taken over, as nothing but a guess could: a key of the messages under `register.left`. */
const LEFT_OUT = ['value', 'spread', 'time', 'n'] as const;
type LeftOut = (typeof LEFT_OUT)[number];

/**
 * A posted result as the form of a new figure has it. A value is taken only where the record says that it is a number of
 * percent of the participants, an interval or an error only where it says which, a horizon only where the time frame is
 * nothing but years, or months that make years or halves and quarters of them: anything else would be guessed. What is
 * measured, by whom and from which day is never taken over.
 */
export function asFigure(number: string, result: PostedResult): MappedFields {
  const { measure, timeFrame, category, group, value, unit, spread, n } = result;
  const years = yearsOf(timeFrame);
  return {
    level: 'registry',
    sourceLocator: [number, measure, timeFrame, category, group]
      .filter((part) => part !== null && part !== '')
      .join('; ')
      .slice(0, 200),
    ...(n !== null && /^\d+$/u.test(n) && { n }),
    ...(years !== null && { timeYears: years }),
    ...(isShare(unit) && isNumber(value) && { estimate: value, ...spreadOf(spread) }),
  };
}

/**
 * Participants with an adverse event as the form of a new figure has them: counts as they are posted, and the share that they
 * make, which the record does not print and the note calls computed. Null where either count is missing or they contradict
 * each other. What it is called, whose toxicity it is and over what time are the person's to say.
 */
export function adverseAsFigure(
  number: string,
  { timeFrame }: PostedAdverse,
  entry: AdverseEntry,
): MappedFields | null {
  const { kind, term, system, group, affected, atRisk } = entry;
  if (affected === null || atRisk === null || atRisk === 0 || affected > atRisk) return null;
  const counts = adverseCount({ ...entry, events: null });
  return {
    level: 'registry',
    sourceLocator: [number, `adverse events, ${kind}`, system, term, group, timeFrame]
      .filter((part) => part !== null && part !== '')
      .join('; ')
      .slice(0, 200),
    n: String(atRisk),
    events: String(affected),
    estimate: String(Math.round((affected / atRisk) * 1000) / 10),
    noteEn: `Percentage computed from the posted counts: ${counts}.`,
    noteRu: `Доля вычислена по опубликованным числам: ${counts}.`,
  };
}

/** What of a posted result `asFigure` leaves to the person, though the record has something there. */
export function leftOut(result: PostedResult): LeftOut[] {
  const fields = asFigure('', result);
  const missing: Readonly<Record<LeftOut, boolean>> = {
    value: result.value !== null && fields.estimate === undefined,
    spread: result.spread !== null && fields.ciLow === undefined && fields.se === undefined,
    time: result.timeFrame !== null && fields.timeYears === undefined,
    n: result.n !== null && fields.n === undefined,
  };
  return LEFT_OUT.filter((part) => missing[part]);
}

/** `Number (percentage of participants)`: a mean of percentages, a percent change or a share of cells is no share of patients. */
function isShare(unit: string | null): boolean {
  return /^number \((?:percent(?:age)?|%)(?: of)?(?: all)? ?(?:participants?|patients?|subjects?|infants?|children|probability|survival)\)$/iu.test(
    unit ?? '',
  );
}

const SPELLED = /^(?:at )?(?<count>\d+(?:\.\d+)?)[- ](?<unit>years?|months?)$/iu;

function yearsOf(timeFrame: string | null): string | null {
  const said = SPELLED.exec(timeFrame?.trim().replace(/\.$/u, '') ?? '')?.groups;
  if (said?.['count'] === undefined || said['unit'] === undefined) return null;
  if (said['unit'].toLowerCase().startsWith('year')) return said['count'];
  const quarters = Number(said['count']) / 3;
  return Number.isInteger(quarters) && quarters > 0 ? String(quarters / 4) : null;
}

/** As the interface names them (`CONFIDENCE_95`) and as its pages do (`95% Confidence Interval`). */
const INTERVAL =
  /^(?<low>\d+(?:\.\d+)?) – (?<high>\d+(?:\.\d+)?) \((?:(?<level>\d+(?:\.\d+)?)% confidence interval|confidence_(?<code>80|90|95|975|99))\)$/iu;
const ERROR = /^(?<se>\d+(?:\.\d+)?) \((?:standard error|standard_error)\)$/iu;

function spreadOf(spread: string | null): MappedFields {
  const { low, high, level, code } = INTERVAL.exec(spread ?? '')?.groups ?? {};
  const ciLevel = code === '975' ? '97.5' : (level ?? code);
  if (low !== undefined && high !== undefined && ciLevel !== undefined) return { ciLow: low, ciHigh: high, ciLevel };
  const se = ERROR.exec(spread ?? '')?.groups?.['se'];
  return se === undefined ? {} : { se };
}

function isNumber(text: string | null): text is string {
  return text !== null && /^\d+(\.\d+)?$/u.test(text);
}
