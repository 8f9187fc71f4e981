import { expect, test } from 'vitest';
import { readIdentity } from './identity';

test('a page of ISRCTN: number, title, acronym and status, labels with their values beside or below', () => {
  const page =
    'ISRCTN registry\nISRCTN12345678\nScientific title\nA made-up study\nAcronym: MADE-UP\nOverall study status: Completed';
  const record = readIdentity(page)?.record;
  expect(record?.id).toBe('ISRCTN12345678');
  expect(record?.fields).toMatchObject({
    title: 'A made-up study',
    acronym: 'MADE-UP',
    status: 'Completed',
    sponsor: null,
  });
  expect(record?.results).toEqual([]);
});

test('a page with an empty title does not take the next label for it, and a table keeps its cells apart', () => {
  const page =
    'ISRCTN ISRCTN12345678\n- Recruitment status\n- No longer recruiting\n| Scientific title | |\n| Study acronym | MADE-UP |\nSponsor\tA group';
  expect(readIdentity(page)?.record.fields).toMatchObject({
    title: null,
    acronym: 'MADE-UP',
    status: 'No longer recruiting',
    sponsor: 'A group',
  });
  expect(readIdentity('ISRCTN12345678\nScientific title\n\nStudy acronym\nMADE-UP')?.record.fields).toMatchObject({
    title: null,
    acronym: 'MADE-UP',
  });
});

test('a page of CTIS by its number', () => {
  expect(readIdentity('EU CT number: 2022-500123-12-00\nFull title: Another study')?.record).toMatchObject({
    id: '2022-500123-12-00',
    fields: { title: 'Another study' },
  });
});

test.each(['{"protocolSection": "ISRCTN12345678"}', 'no number here', 'ISRCTN123'])('nothing in “%s”', (text) =>
  expect(readIdentity(text)).toBeNull(),
);
