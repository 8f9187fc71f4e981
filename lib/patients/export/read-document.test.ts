import { expect, test } from 'vitest';
import { rowsOf } from '../../tables/table';
import { readDocument } from './read-document';

const EVENT = '[{"kind":"relapse","date":"2021-03-05"}]';
const DEATH = '[{"kind":"death","date":"2021-09-05"}]';

test('a patient with its records becomes rows of tables', () => {
  const tables = readDocument(`\ufeff{"patients":[{"pseudonym":"P-1","ageDays":60,"event":${EVENT}}]}`);
  expect(tables?.map((table) => rowsOf(table).map(({ cells }) => cells))).toEqual([
    [['P-1', '60']],
    [['', 'P-1', 'relapse', '2021-03-05']],
  ]);
});

test('records that a patient has twice are refused: the relapse before the death would be lost', () => {
  expect(readDocument(`{"patients":[{"pseudonym":"P-1","event":${EVENT},"event":${DEATH}}]}`)).toBeNull();
});
