import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromDay } from '../calendar';
import { readTypedDate } from './typed-date';

const TODAY = '2026-11-28';
const read = (text: string): unknown => {
  const reading = readTypedDate(text, TODAY);
  if (reading.state === 'read') return reading.date;
  return reading.state === 'ambiguous' ? reading.readings : reading.state;
};

describe('a typed date', () => {
  test.each([
    '5.3.24',
    '05.03.2024',
    '05032024',
    '050324',
    '2024-03-05',
    '2024/03/05',
    '2024.3.5',
    '20240305',
    ' 05.03.2024 ',
    '05. 03. 2024',
    '5 3 2024',
    '5,3,2024',
    '05.03.2024 г.',
    '05.03.2024 00:00:00',
    '2024-03-05T00:00:00.000Z',
    '5 Mar 2024',
    '5 March 2024',
    '5th March 2024',
    'March 5, 2024',
    '05-Mar-2024',
    '5 марта 2024',
    '5 мар. 2024 г.',
    '０５.０３.２０２４',
  ])('%j is 5 March 2024', (text) => {
    expect(read(text)).toBe('2024-03-05');
  });

  test.each([
    ['03.2024', '2024-03'],
    ['3/2024', '2024-03'],
    ['2024-03', '2024-03'],
    ['032024', '2024-03'],
    ['202403', '2024-03'],
    ['March 2024', '2024-03'],
    ['март 2024', '2024-03'],
    ['марта 2024 г.', '2024-03'],
    ['2024', '2024'],
    ['2024 год', '2024'],
    ['31.12.99', '1999-12-31'],
    ['1.1.26', '2026-01-01'],
    ['102020', '2020-10'],
    ['122012', '2012-12'],
    ['1.1.27', '1927-01-01'],
    ['13/03/2024', '2024-03-13'],
    ['03/13/2024', '2024-03-13'],
    ['05/05/2024', '2024-05-05'],
    ['29.02.2024', '2024-02-29'],
    ['мая 2024', '2024-05'],
    ['5 Sept 2024', '2024-09-05'],
  ])('%j is %s', (text, date) => {
    expect(read(text)).toBe(date);
  });

  test.each([
    ['05/03/2024', ['2024-03-05', '2024-05-03']],
    ['05-03-2024', ['2024-03-05', '2024-05-03']],
    ['5/3/24', ['2024-03-05', '2024-05-03']],
    ['5–3–2024', ['2024-03-05', '2024-05-03']],
    // 24 March 2005, or with the year first 5 March 2024.
    ['24-03-05', ['2005-03-24', '2024-03-05']],
    ['05-03-24', ['2024-03-05', '2024-05-03', '2005-03-24']],
    // 1 January 2024 is 45292 in a spreadsheet, and 64 days later it is 5 March.
    ['45356', ['2024-03-05']],
    ['25569', ['1970-01-01']],
    ['Mar-24', ['2024-03']],
    ['мар.24', ['2024-03']],
    ['Март 24', ['2024-03']],
  ])('%j has several readings, or one that is not sure, and is asked', (text, readings) => {
    expect(read(text)).toEqual(readings);
  });

  test.each([
    '5.3',
    '05/03',
    '05.03.',
    '30.02.2024',
    '29.02.2023',
    '05.13.2024',
    '32.01.2024',
    '05.03.20241',
    '0503202',
    '25568',
    '99999',
    '453561',
    '24 марта',
    '24-Mar',
    '5324',
    '5.3.224',
    'yesterday',
    '5 Mrz 2024',
    '?',
    '.',
    '00.03.2024',
    '0000-00-00',
    '13.2024',
    'about 2024',
    '2024-03-05 or 06',
    '1.2.3.2024',
  ])('%j is not taken for a date, nor for nothing', (text) => {
    expect(read(text)).toBe('unreadable');
  });

  test.each(['', '   ', '\u00a0'])('%j is empty', (text) => {
    expect(read(text)).toBe('empty');
  });

  const anyDay = fc
    .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2026-11-28T00:00:00Z'), noInvalidDate: true })
    .map(fromDay);
  const two = (text: string): string => String(Number(text));

  test('every day is read back from each unambiguous notation', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [year = '', month = '', date = ''] = day.split('-');
        for (const text of [
          day,
          `${date}.${month}.${year}`,
          `${two(date)}.${two(month)}.${year}`,
          `${date}${month}${year}`,
          `${year}${month}${date}`,
          new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day)),
          new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day)),
          new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day)),
          new Intl.DateTimeFormat('ru', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day)),
          new Intl.DateTimeFormat('ru', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day)),
          new Intl.DateTimeFormat('ru', { dateStyle: 'short', timeZone: 'UTC' }).format(new Date(day)),
        ])
          expect({ text, read: read(text) }).toEqual({ text, read: day });
      }),
    );
  });

  test('between slashes a day is read, or it is among the readings that are asked', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom('/', '-'), (day, sign) => {
        const [year, month, date] = day.split('-');
        for (const text of [`${date}${sign}${month}${sign}${year}`, `${month}${sign}${date}${sign}${year}`])
          expect([read(text)].flat()).toContain(day);
      }),
    );
  });

  test('any text is read, asked or refused, and only what is blank is empty', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9./ -]{0,12}$/)), (text) => {
        const reading = readTypedDate(text, TODAY);
        expect(reading.state === 'empty').toBe(text.trim() === '');
      }),
    );
  });
});
