import { describe, expect, test } from 'vitest';
import { isTurned, statusMeanings, statusValues } from './status';

/** `c` censored, `e` event, or the doubt for which the reader is asked. */
const read = (column: string, ...cells: string[]): string =>
  statusMeanings(column, statusValues(new Map(cells.map((cell) => [cell, 1]))))
    .map(({ role, doubt }) => doubt ?? role?.[0] ?? '')
    .join(' ');

describe('one value in several spellings', () => {
  test.each<[string[], string]>([
    [['0', '0.0', '0,0', '.00', '00', '"0"', ' 0 ', '−0', "'0"], '0'],
    [['1', '1.0', '1,0', '01', '1.', '1.00', '+1'], '1'],
    [['Alive', 'ALIVE', ' alive ', 'alive\u00a0'], 'alive'],
    [['0:LIVING', '0: living', '0 = Living', '0 (living)', '0 - living', '0. Living'], '0:living'],
    [['живёт', 'Живет'], 'живет'],
  ])('%j', (cells, key) => {
    const values = statusValues(new Map(cells.map((cell, i) => [cell, i + 1])));
    expect(values).toEqual([
      { key, label: cells.at(-1), count: (cells.length * (cells.length + 1)) / 2, spellings: cells },
    ]);
  });

  test('missing ones are no values', () => {
    expect(
      statusValues(
        new Map([
          ['NA', 2],
          ['1', 3],
          ['.', 1],
        ]),
      ).map(({ key }) => key),
    ).toEqual(['1']);
    expect(
      statusValues(
        new Map([
          ['-', 2],
          ['+', 3],
        ]),
      ).map(({ key }) => key),
    ).toEqual(['-', '+']);
  });
});

describe('codes', () => {
  test.each<[string, string[], string]>([
    ['status', ['0', '1'], 'c e'],
    ['status', ['0.0', '1.0'], 'c e'],
    ['OS', ['0', '1'], 'c e'],
    ['overall survival', ['0', '1'], 'c e'],
    ['Event-free survival status', ['0', '1'], 'c e'],
    ['death', ['0', '1'], 'c e'],
    ['смерть', ['0', '1'], 'c e'],
    ['status', ['1', '2'], 'c e'],
    ['status', ['1,0', '2,0'], 'c e'],
    ['status', ['1'], 'e'],
    ['status', ['0', '1', '2'], 'c e value'],
    ['status', ['1', '2', '3'], 'value value value'],
    ['status', ['0', '2'], 'c value'],
    ['status', ['0', '1', '-1', '9', '0.5'], 'c e value value value'],
    // A question is answered 1 = yes, 2 = no in questionnaires.
    ['death', ['1', '2'], 'value value'],
    ['status', ['TRUE', 'FALSE'], 'e c'],
  ])('%s: %j', (column, cells, roles) => {
    expect(read(column, ...cells)).toBe(roles);
  });
});

describe('the name of the column', () => {
  test.each<[string, string[], string]>([
    ['CNSR', ['0', '1', '2', '3'], 'e c c c'],
    ['ADTTE.CNSR', ['0.0', '11.0'], 'e c'],
    ['cnsr', ['0:event', '2:some reason'], 'e c'],
    ['CNSR', ['-1', '0.5'], 'value value'],
    ['censored', ['0', '1'], 'e c'],
    ['isCensored', ['TRUE', 'FALSE'], 'c e'],
    ['Censored', ['yes', 'no'], 'c e'],
    ['censored', ['0', '1', '2'], 'e c value'],
    ['цензурирование', ['0', '1'], 'e c'],
    ['Цензурирован', ['да', 'нет'], 'c e'],
    ['alive', ['1', '0'], 'c e'],
    ['alive', ['yes', 'no'], 'c e'],
    ['жив', ['да', 'нет'], 'c e'],
    ['event_free', ['1', '0'], 'c e'],
    ['death', ['yes', 'no'], 'e c'],
    ['Relapse', ['Y', 'N'], 'e c'],
    ['умер', ['да', 'нет'], 'e c'],
    ['Рецидив', ['есть', 'отсутствует'], 'e c'],
    ['событие', ['+', '-'], 'e c'],
    ['cens', ['0', '1'], 'name name'],
    ['cens', ['TRUE', 'FALSE'], 'name name'],
    ['censoring status', ['0', '1'], 'name name'],
    ['Censoring', ['0', '1'], 'name name'],
    ['индикатор цензурирования', ['0', '1'], 'name name'],
    ['uncensored', ['0', '1'], 'name name'],
    ['vital_status', ['0', '1'], 'name name'],
    ['vital_status', ['1', '2'], 'name name'],
    ['dead_or_alive', ['0', '1'], 'name name'],
    ['event/censored', ['0', '1'], 'name name'],
    ['no event', ['0', '1'], 'name name'],
    ['relapse_free_status', ['0', '1'], 'name name'],
    ['cause of death', ['0', '1'], 'name name'],
    ['lost_to_followup', ['0', '1'], 'name name'],
    ['status', ['yes', 'no'], 'name name'],
    ['исход', ['да', 'нет'], 'name name'],
    ['cens', ['alive', 'dead'], 'c e'],
    ['vital_status', ['Alive', 'Dead'], 'c e'],
  ])('%s: %j', (column, cells, roles) => {
    expect(read(column, ...cells)).toBe(roles);
  });

  test.each<[string, string[], string]>([
    ['status (0=dead, 1=alive)', ['0', '1'], 'e c'],
    ['cens (1 = event, 0 = censored)', ['0.0', '1.0'], 'c e'],
    ['Исход: 1 - умер, 2 - жив', ['1', '2'], 'e c'],
    ['status (1=dead)', ['0', '1'], 'value e'],
    ['death (1=no, 2=yes)', ['1', '2'], 'c e'],
  ])('that explains its codes: %s', (column, cells, roles) => {
    expect(read(column, ...cells)).toBe(roles);
  });

  test('that turns the codes round', () => {
    expect(['CNSR', 'censored', 'alive', 'cens', 'status', 'death'].map(isTurned)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('words', () => {
  test.each<[string[], string]>([
    [['LIVING', 'DECEASED'], 'c e'],
    [['No event', 'no_event', 'Event'], 'c c e'],
    [['DiseaseFree', 'Recurred/Progressed'], 'c e'],
    [['Progression-free', 'progression'], 'c e'],
    [['Lost to follow-up', 'withdrawn', 'ongoing', 'in CCR', 'dead'], 'c c c c e'],
    [['жив(а)', 'Умер(ла)'], 'c e'],
    [['Жива', 'выбыла', 'потерян из наблюдения', 'без события', 'летальный исход'], 'c c c c e'],
    [['без рецидива', 'Рецидив'], 'c e'],
    [['alive', 'dead', 'unknown'], 'c e value'],
    [['жив', 'умер', 'неизвестно'], 'c e value'],
    [['жив', 'умер', 'ТГСК'], 'c e value'],
    [['none', 'event'], 'value e'],
    [['alive with disease', 'dead'], 'value e'],
    // Different kinds of event are one composite endpoint or competing risks.
    [['alive', 'relapse', 'death'], 'c causes causes'],
    [['жив', 'рецидив', 'смерть в ремиссии'], 'c causes causes'],
    [['0', '1', 'death'], 'c causes causes'],
  ])('%j', (cells, roles) => {
    expect(read('status', ...cells)).toBe(roles);
  });

  test("an event of another endpoint than the column's", () => {
    expect(read('OS_STATUS', 'alive', 'relapse')).toBe('c causes');
    expect(read('relapse', 'no', 'death')).toBe('c causes');
    expect(read('EFS', 'alive', 'relapse')).toBe('c e');
  });
});

describe('a code with its word', () => {
  test.each<[string, string[], string]>([
    ['OS_STATUS', ['0:LIVING', '1:DECEASED'], 'c e'],
    ['DFS_STATUS', ['0:DiseaseFree', '1:Recurred/Progressed'], 'c e'],
    ['DSS_STATUS', ['0:ALIVE OR DEAD TUMOR FREE', '1:DEAD WITH TUMOR'], 'c e'],
    ['PFS_STATUS', ['0:CENSORED', '1:PROGRESSION'], 'c e'],
    ['status', ['0:something', '1:else'], 'c e'],
    ['status', ['1: alive', '2: dead'], 'c e'],
    ['status', ['0 (жив)', '1 (умер)'], 'c e'],
    ['status', ['0 = alive', '1 = relapse', '2 = death'], 'c causes causes'],
    ['status', ['0:alive', '1:dead', '2:lunch'], 'c e value'],
    ['status', ['0:DECEASED', '1:LIVING'], 'contradiction contradiction'],
  ])('%s: %j', (column, cells, roles) => {
    expect(read(column, ...cells)).toBe(roles);
  });
});
