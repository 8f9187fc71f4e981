import { splitGenes } from './genes';

export type Piece = { text: string; whole: boolean };

const SPACE = '[ \\u00a0\\u202f]?';
const NUMBER = '[+−]?\\d+(?:[.,]\\d+)*';
/** `×10⁹/L` */
const POWER = `${SPACE}×${SPACE}10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+(?:/\\p{L})?`;
const UNIT = `${SPACE}(?:%|y|d|h|years?|months?|weeks?|days?|год|года|лет|мес|месяц(?:а|ев)?|нед|недел[ьиюя]|день|дня|дней|дн|сут|ч|г\\.|(?:[mµ]?g|kg|[mµ]?L|м?г|мкг|кг|мк?л|МЕ)(?:/(?:m²|м²|kg|кг|[mµ]?L|мк?л))?|/(?:µL|мкл))(?!\\p{L})`;
const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)[ья]|марта?|ма[йя]|августа?|(?:янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек)\\.)';
/** `30 December 2025`, `Jan 2011`, `4 марта 2026 г.` */
const DATE = `(?<![\\p{L}\\d])(?:\\d{1,2}${SPACE})?${MONTH}${SPACE}\\d{4}(?:${SPACE}г\\.)?`;
/** Numbers of a register with hyphens, and days: `2016-004674-17`, `2026-11-30` */
const NUMBERED = '(?<![\\p{L}\\d/.-])\\d{4}-(?:\\d{6}-\\d{2}(?:-\\d{2})?|\\d{2}-\\d{2})(?![\\d-])';
const MEASURE = `(?:${POWER}|${UNIT})`;
/** `36.4–40.9`, `2006–2016` */
const RANGE = `${NUMBER}–${NUMBER}${MEASURE}?`;
/** `≥ 300 ×10⁹/L`, `< 12 months`, `n = 161`, `χ² = 0.92` */
const COMPARED = `(?:(?<![\\p{L}\\d])(?:[np]|χ²)${SPACE})?[=<>≤≥±]${SPACE}${NUMBER}${MEASURE}?`;
/** `Interfant-06`, `ALL-Baby-2021`, `T-ALL`; `В-предшественников`, `T-cell`; `8-й`, `6-year` */
const NAME =
  '(?<![\\p{L}\\d-])(?:\\p{Lu}[\\p{L}\\d]{0,11}(?:-(?:\\p{Lu}\\p{L}{0,9}|\\d{1,4})(?![\\p{L}\\d]))+|[TBТВ]-\\p{Ll}+|MR-(?:low|high)|\\d+-\\p{Ll}{1,12}(?!\\p{L}))';

const WHOLE = new RegExp(
  `${DATE}|\\d+${SPACE}%${SPACE}(?:CI|ДИ)(?!\\p{L})|${NUMBERED}|${RANGE}|${COMPARED}|${NUMBER}${MEASURE}|${NAME}`,
  'gu',
);

/** Cuts a text into what no line may end in, ranges, numbers with what they are compared by, names of studies, and the rest. */
export function wholePieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { index, 0: whole } of text.matchAll(WHOLE)) {
    if (index > end) pieces.push({ text: text.slice(end, index), whole: false });
    pieces.push({ text: whole, whole: true });
    end = index + whole.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), whole: false });
  return pieces;
}

/** What says the state of a gene in a letter or two, and stays on its line: KMT2A-r, KMT2A-PTD. */
const STATE = /^-(?:[a-z]{1,2}|PTD)(?![\p{L}\d])/iu;

/** A gene symbol with the letters of its state, or a piece of the rest. */
export type WrittenPart = Readonly<{ gene: string; state: string } | { gene: null; piece: Piece }>;

/** A text as it is written on a page: gene symbols, of which the state is not parted, and pieces between them. */
export function writtenParts(text: string): WrittenPart[] {
  const parts = splitGenes(text);
  const stateAfter = (index: number): string =>
    parts[index]?.gene === true ? (STATE.exec(parts[index + 1]?.text ?? '')?.[0] ?? '') : '';
  return parts.flatMap((part, index): WrittenPart[] => {
    if (part.gene) return [{ gene: part.text, state: stateAfter(index) }];
    return wholePieces(part.text.slice(stateAfter(index - 1).length)).map((piece) => ({ gene: null, piece }));
  });
}
