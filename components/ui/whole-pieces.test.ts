import { expect, test } from 'vitest';
import { wholePieces, writtenParts } from './whole-pieces';

const whole = (text: string) => wholePieces(text).flatMap((piece) => (piece.whole ? [piece.text] : []));

test.each([
  ['EFS 46.1 % (42.0–50.2) at 6 y', ['46.1 %', '42.0–50.2', '6 y']],
  ['enrolment 2006–2016', ['2006–2016']],
  ['(n = 161)', ['n = 161']],
  ['WBC ≥ 300 ×10⁹/L or more', ['≥ 300 ×10⁹/L']],
  ['WBC 300 ×10⁹/L', ['300 ×10⁹/L']],
  ['5 × 10⁻⁴ (± 1.96 SE)', ['5 × 10⁻⁴', '± 1.96']],
  ['лейкоциты ≥ 300 × 10⁹/л', ['≥ 300 × 10⁹/л']],
  ['age < 12 months, 1 year, 5 лет', ['< 12 months', '1 year', '5 лет']],
  ['χ² = 0,92, p = 0,63', ['χ² = 0,92', 'p = 0,63']],
  ['as in Interfant-06, MLL-10 and ALL-Baby-2021', ['Interfant-06', 'MLL-10', 'ALL-Baby-2021']],
  ['CCG-1953; ALL-BFM 83/86/90; MLL-Baby; T-ALL, В-ОЛЛ', ['CCG-1953', 'ALL-BFM', 'MLL-Baby', 'T-ALL', 'В-ОЛЛ']],
  ['подгруппа MR-low, иначе MR-high', ['MR-low', 'MR-high']],
  ['деления через 3 месяца, в течение 4 недель', ['3 месяца', '4 недель']],
  ['44.0% (95% CI 37.0–50.8), 95 % ДИ', ['44.0%', '95% CI', '37.0–50.8', '95 % ДИ']],
  ['28-дневным курсом, 6-year EFS', ['28-дневным', '6-year']],
  ['ОЛЛ из В-предшественников, T-cell', ['В-предшественников', 'T-cell']],
  ['плохой ответ на 8-й день, 1 дополнительный', ['8-й']],
  ['Moscow–Berlin, risk-adapted, Day-8 blasts', ['Day-8']],
  ['doi:10.1182/blood-2005-07-3011', []],
  ['NCT03643276, 2014-004697-41 of 2021-03-05', ['2014-004697-41', '2021-03-05']],
  ['relapse on 5 Mar 2021, day 34', ['5 Mar 2021']],
  ['read 30 December 2025; January 2026 and 4 марта 2026 г.', ['30 December 2025', 'January 2026', '4 марта 2026 г.']],
  ['с июня 1996 г., в 2004 г.; 29 нояб. 2026', ['июня 1996 г.', '2004 г.', '29 нояб. 2026']],
  ['May increase in 2021 of 12', []],
  ['EudraCT 2016-004674-17, 2022-500123-12-00', ['2016-004674-17', '2022-500123-12-00']],
  ['accessed 2026-11-30', ['2026-11-30']],
  ['15 µg/m² per day, 1,500 /µL, 95 mg/m²; 640 /мкл', ['15 µg/m²', '1,500 /µL', '95 mg/m²', '640 /мкл']],
  ['Genetic-and-clinical features of Long-lasting', []],
])('of %s no line ends within %j', (text, expected) => {
  expect(whole(text)).toEqual(expected);
  expect(
    wholePieces(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text);
});

test('a gene is not parted from the letters of its state', () => {
  expect(writtenParts('Ponte di Legno (KMT2A-r, > 1 year)')).toEqual([
    { gene: null, piece: { text: 'Ponte di Legno (', whole: false } },
    { gene: 'KMT2A', state: '-r' },
    { gene: null, piece: { text: ', ', whole: false } },
    { gene: null, piece: { text: '> 1 year', whole: true } },
    { gene: null, piece: { text: ')', whole: false } },
  ]);
  expect(writtenParts('KMT2A-rearranged').at(0)).toEqual({ gene: 'KMT2A', state: '' });
});
