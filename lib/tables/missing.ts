/**
 * Words that statistical programs, spreadsheets and public registries write where a value is missing. "Unknown" and "none"
 * are not among them: both may be a group of patients, and "none" may say that nothing happened.
 */
const MISSING = new Set([
  '',
  'na',
  'n/a',
  'n.a.',
  'n.a',
  '#n/a',
  '#na',
  '#n/d',
  '#н/д',
  'nan',
  '#nan',
  'null',
  '#null!',
  '\\n',
  '.',
  '#value!',
  '#ref!',
  '#div/0!',
  '#num!',
  '#name?',
  '#знач!',
  '#ссылка!',
  '#дел/0!',
  '#число!',
  '#имя?',
  '#пусто!',
  '?',
  '??',
  '???',
  'not available',
  'not applicable',
  'not reported',
  'not recorded',
  'not evaluated',
  'missing',
  'no data',
  'blank',
  'empty',
  'nat',
  'na_character_',
  'na_integer_',
  'na_real_',
  'not specified',
  'not stated',
  'not entered',
  'нет данных',
  'данных нет',
  'данные отсутствуют',
  'н/д',
  'н.д.',
  'н.д',
  'нд',
  'н/п',
  'не указано',
  'не указан',
  'не указана',
  'не заполнено',
  'пусто',
  'пропуск',
  'пропущено',
]);
const DASHES = /^[-–—−‐‑_]+$/u;
/** Stata and SAS tell reasons apart by a letter. */
const POINT_AND_LETTER = /^\.[a-z_]$/u;
/** In GDC and TCGA tables the words stand in brackets, elsewhere in other pairs. */
const BRACKETS = /^(?:\[(.*)\]|\((.*)\)|<(.*)>|\{(.*)\}|\*(.*)\*)$/u;

/** A cell for comparison: no case, no outer blanks or paired quotes, no apostrophe of a spreadsheet's text in front, `ё` as `е`. */
export function plainCell(cell: string): string {
  const text = cell
    .trim()
    .replace(/^(["'])(.*)\1$/u, '$2')
    .replace(/^'/u, '');
  return text.trim().replace(/\s+/gu, ' ').toLowerCase().replaceAll('ё', 'е');
}

/**
 * Whether a cell says that there is no value. With `signs` the column writes positive and negative as + and −, so that a dash
 * is a value.
 */
export function isMissing(cell: string, signs = false): boolean {
  // None of the words ends with a digit, and nearly every cell of a long table does.
  if (/\d$/u.test(cell)) return false;
  const text = plainCell(cell);
  if (DASHES.test(text)) return !signs;
  if (POINT_AND_LETTER.test(text)) return true;
  const within = BRACKETS.exec(text)
    ?.slice(1)
    .find((part) => part !== undefined);
  return MISSING.has(text) || (within !== undefined && MISSING.has(within.trim()));
}

/** Whether a column writes + for positive. */
export function isPlus(cell: string): boolean {
  return /^\++$/u.test(plainCell(cell));
}
