import { describe, expect, test } from 'vitest';
import { isMissing } from './missing';

describe('words for a missing value', () => {
  test.each([
    '',
    '  ',
    'NA',
    'na',
    ' N/A ',
    'n.a.',
    '<NA>',
    'NaN',
    'nan',
    'NULL',
    'null',
    '.',
    '#N/A',
    '#NULL!',
    '#VALUE!',
    '#DIV/0!',
    '[Not Available]',
    '[Not Applicable]',
    'not reported',
    "'--",
    '--',
    '-',
    '–',
    '—',
    '?',
    '\\N',
    '"NA"',
    'н/д',
    'Н/Д',
    'нет данных',
    'Нет  данных',
    '#Н/Д',
    '\u00a0',
    '.a',
    '(missing)',
    '{Null}',
    '<not reported>',
    'NaT',
    'NA_character_',
    'не заполнено',
  ])('%j', (cell) => {
    expect(isMissing(cell)).toBe(true);
  });

  test.each([
    'unknown',
    'Unknown',
    '[Unknown]',
    'неизвестно',
    'none',
    'None',
    'no',
    'нет',
    '0',
    '-1',
    'A',
    'NATO',
    'отсутствует',
  ])('%j is a value', (cell) => {
    expect(isMissing(cell)).toBe(false);
  });

  test('a dash is a value where the column writes + for positive', () => {
    expect([isMissing('-', true), isMissing('–', true), isMissing('NA', true)]).toEqual([false, false, true]);
  });
});
