import { describe, expect, test } from 'vitest';
import { readTable } from '../../tables/read-text';
import { groupRows } from './drafts';
import { identifyingColumns, proposeTargets } from './mapping';
import { isOpen, questionsOf, type ColumnChoice } from './questions';
import { factsOf } from './read-file.server';
import { meaningsOf, signsFor, type SignMeaning } from './words/signs';

const SITE = { siteCode: 'A', today: '2026-11-01' };
type Answers = Readonly<Record<string, Partial<ColumnChoice>>>;

/** Of a sheet as text: where its columns go, what is asked, and of each patient what is read and what is refused. */
function readSheet(text: string, answers: Answers = {}, said: Readonly<Record<string, SignMeaning>> = {}) {
  const table = readTable(text);
  const names = table.view.columns.map(({ name }) => name);
  const targets = proposeTargets(names, {}, 'patient');
  const columns = names.map((name, at): ColumnChoice => ({ target: targets[at] ?? null, ...answers[name] }));
  const facts = names.map((_, at) => factsOf(table, at));
  const known = new Map(Object.entries(said));
  const signs = columns.map(({ target }, at) => meaningsOf(facts[at]?.signs ?? [], target, known));
  const { pseudonyms, loose, draft } = groupRows(
    [{ table, columns, name: null, signs: signs.map((one) => one ?? new Map<string, SignMeaning>()) }],
    SITE,
  );
  const drafts = pseudonyms.map((pseudonym) => draft(pseudonym));
  return {
    targets: Object.fromEntries(names.map((name, at) => [name, targets[at]])),
    notes: table.view.notes.map(({ code }) => code),
    asked: columns.flatMap((choice, at) => {
      const own = facts[at];
      return own !== undefined && isOpen(own, choice) ? questionsOf(own, choice.target) : [];
    }),
    unsaid: columns.flatMap(({ target }, at) =>
      signsFor(facts[at]?.signs ?? [], target).flatMap(({ sign, usual }) => (usual === null ? [sign] : [])),
    ),
    values: drafts.map(({ values }) => values),
    records: drafts.map(({ records }) => records.map(({ kind, values }) => [kind, values] as const)),
    refused: drafts.map(({ problems }) => problems.map(({ error }) => error)),
    loose: loose.map(({ error }) => error),
    pseudonyms,
  };
}

const HEAD = 'id,age days,diagnosis date';
/** What the cells of one column are read as, one patient a row: the value, or why it is refused. */
function cells(column: string, field: string, said: readonly string[], answers: Answers = {}): (string | undefined)[] {
  const rows = said.map((cell, at) => `P-${at},60,2021-03-05,"${cell}"`);
  const { values, refused } = readSheet(`${HEAD},${column}\n${rows.join('\n')}\n`, answers);
  return values.map((own, at) => (refused[at]?.[0] ?? own[field])?.toString());
}

describe('sheets as centres have them are never misread in silence', () => {
  test('a list with a title above and sums below', () => {
    const sheet = readSheet(
      'Список детей с ОЛЛ,,,\n,,,\nкод,возраст дни,дата диагноза,пол\nA-1,60,05.03.2021,ж\nA-2,70,06.03.2021,м\n,,,\nИтого:,130,,\n',
    );
    expect(sheet.pseudonyms).toEqual(['A-1', 'A-2']);
    expect(sheet.notes).toEqual(['lines-above', 'summary-rows']);
  });

  test('years as rows between the patients are refused and no patients', () => {
    const { pseudonyms, values } = readSheet(
      'код,возраст дни,дата диагноза\n2019 год,,\nA-1,60,05.03.2019\n2020 год,,\nA-2,60,05.03.2020\n',
    );
    // Without an age and a day they cannot become patients, see `compareDraft`.
    expect(pseudonyms).toEqual(['2019 год', 'A-1', '2020 год', 'A-2']);
    expect(values[0]).toEqual({ pseudonym: '2019 год' });
  });

  test('a semicolon, decimal commas, empty columns and rows after the end', () => {
    const sheet = readSheet(
      '\ufeffкод;возраст дни;дата диагноза;лейкоциты;;;\nA-1;60;05.03.2021;120,5;;;\nA-2;61;06.03.2021;1 120,5;;;\n;;;;;;\n;;;;;;\n',
    );
    expect(sheet.values.map(({ wbc }) => wbc)).toEqual(['120.5', '1120.5']);
    expect([sheet.pseudonyms, sheet.loose]).toEqual([['A-1', 'A-2'], []]);
  });

  test('dates as people type them: what is no certain day is refused', () => {
    const read = cells('relapse date', 'nothing', [
      '05.03.22',
      '~2022',
      '2022?',
      '05.03.',
      '05.03.2022 (?)',
      'весна 2022',
    ]);
    expect(read).toEqual([undefined, 'day', 'day', 'day', 'day', 'day']);
    const days = [
      '5 марта 2022 г.',
      'март 2022',
      '5-Mar-22',
      '05,03,2022',
      '20220305',
      '05.03.2022 12:30',
      '31.02.2022',
    ];
    const sheet = readSheet(
      `${HEAD},relapse date\n${days.map((day, at) => `P-${at},60,2021-03-05,"${day}"`).join('\n')}\n`,
    );
    expect(sheet.records.map(([record]) => record?.[1]['date'])).toEqual([
      ...['2022-03-05', '2022-03', '2022-03-05', '2022-03-05', '2022-03-05', '2022-03-05', undefined],
    ]);
    expect(sheet.refused.at(-1)).toEqual(['day']);
  });

  test('slashes in either order are asked about, and points stay days first beside them', () => {
    const open = readSheet('id,age days,diagnosis date\nA-1,60,04/05/2021\nA-2,60,25.03.2021\n');
    expect([open.asked, open.refused[0]]).toEqual([['order'], ['day-ambiguous']]);
    const american = readSheet('id,age days,diagnosis date\nA-1,60,04/05/2021\nA-2,60,03/25/2021\nA-3,60,04.05.2021\n');
    expect(american.values.map(({ diagnosisDate }) => diagnosisDate)).toEqual([
      '2021-04-05',
      '2021-03-25',
      '2021-05-04',
    ]);
  });

  test('numbers with units, marks, bounds and ranges in the cell are refused, thousands apart are one number', () => {
    const read = cells('wbc', 'wbc', ['120 тыс', '>100', '100-200', '120*', '120 (?)', '120k', '120 000', '1.2e5'], {
      wbc: { unit: 'per-litre', decimal: 'point' },
    });
    expect(read).toEqual([
      ...['number', 'number-range', 'number', 'number', 'number', 'number'],
      ...['120000', '120000'],
    ]);
  });

  test.each([
    ['Лейкоциты, тыс/мкл', true],
    ['Лейкоциты, в 1 мкл', true],
    ['WBC /µL', true],
    ['WBC (10^3/uL)', true],
    ['Лейкоциты (×10⁹/л)', false],
    ['Лейкоциты x10*9/л', false],
    ['WBC (G/L)', false],
  ])('white cells called %s are found, and asked about where it is a microlitre', (name, asks) => {
    const sheet = readSheet(`${HEAD},"${name}"\nA-1,60,2021-03-05,120\n`);
    expect(sheet.targets[name]).toBe('patient.wbc');
    expect(sheet.asked).toEqual(asks ? ['unit'] : []);
  });

  test('white cells by the million are no name that is known', () => {
    expect(readSheet(`${HEAD},Лейкоциты ×10*6/л\nA-1,60,2021-03-05,120\n`).targets['Лейкоциты ×10*6/л']).toBeNull();
  });

  test('an age with its unit in the cell is refused, one without is asked about', () => {
    const text = 'код,возраст,дата диагноза\nA-1,3 мес,05.03.2021\nA-2,3м 12д,05.03.2021\nA-3,5,05.03.2021\n';
    expect(readSheet(text).asked).toEqual(['age']);
    const { values, refused } = readSheet(text, { возраст: { age: 'months' } });
    expect(refused).toEqual([['number'], ['number'], []]);
    expect(values[2]).toMatchObject({ ageMonths: '5' });
  });

  test('sexes by words and abbreviations; numbers are not guessed', () => {
    expect(cells('пол', 'sex', ['девочка', 'Мальчик', 'ж.', 'Муж.', '1', '2', 'F/M', 'ж (?)'])).toEqual([
      ...['female', 'male', 'female', 'male', 'choose', 'choose', 'choose', 'choose'],
    ]);
  });

  test('plus and minus of a KMT2A column are its values, and a dash without a plus is asked about', () => {
    expect(cells('KMT2A', 'kmt2a', ['+', '-', '–'])).toEqual(['rearranged', 'germline', 'germline']);
    const sheet = `${HEAD},KMT2A\nA-1,60,2021-03-05,-\nA-2,60,2021-03-05,rearranged\n`;
    expect(readSheet(sheet).unsaid).toEqual(['-']);
    expect(readSheet(sheet, {}, { '-': 'value' }).values[0]).toMatchObject({ kmt2a: 'germline' });
    expect(readSheet(sheet, {}, { '-': 'nothing' }).values[0]).not.toHaveProperty('kmt2a');
    for (const column of ['CNS', 'translocation'])
      expect(readSheet(`${HEAD},${column}\nA-1,60,2021-03-05,-\n`).unsaid).toEqual(['-']);
  });

  test('translocations that leave the gene open, with a count of cells or as a whole karyotype are refused', () => {
    const read = cells('транслокация', 'kmt2aPartner', [
      ...['t(4;11)(q21;q23)', 't(11;19)', '11q23', 't(4,11)', 't(4;11)(q21;q23)[20]', 'MLL-AF9', 'нет'],
    ]);
    expect(read).toEqual(['AFF1', 'choose', 'choose', 'choose', 'choose', 'MLLT3', 'choose']);
  });

  test('samples by powers written out and above a bound, or below one of which nobody said what it means, are refused', () => {
    const sheet = (value: string) =>
      readSheet(`${HEAD},MRD1 date,MRD1 time point,MRD1 value\nA-1,60,2021-03-05,2021-04-07,EOI,"${value}"\n`, {
        'MRD1 value': { share: 'percent', decimal: 'point' },
      });
    for (const value of ['<0.01', '<10-4', '10^-4', '1×10⁻³', '>0.01', 'отр.', 'менее 0.01', '<LOQ'])
      expect(sheet(value).refused[0], value).toHaveLength(1);
    const unsaid = ['<0.01', '<10-4', 'отр.', 'менее 0.01', '<LOQ'];
    expect(unsaid.map((value) => sheet(value).unsaid)).toEqual(unsaid.map((value) => [value]));
    expect(sheet('0').records[0]?.[0]?.[1]).toMatchObject({ result: 'negative' });
    expect(sheet('0.05').records[0]?.[0]?.[1]).toMatchObject({ result: 'quantified', valuePercent: '0.05' });
  });

  test('a status in words that is no status of a follow-up is refused: alive says nothing of remission', () => {
    const read = readSheet(
      'код,возраст дни,дата диагноза,дата последнего контакта,статус последнего контакта\nA-1,60,05.03.2021,05.03.2022,жив\nA-2,60,05.03.2021,05.03.2022,умер\n',
    );
    expect(read.refused).toEqual([['choose'], ['choose']]);
  });

  test('one column for death or last contact goes nowhere by itself', () => {
    const name = 'дата смерти/последнего контакта';
    expect(readSheet(`код,возраст дни,дата диагноза,${name}\nA-1,60,05.03.2021,05.03.2022\n`).targets[name]).toBeNull();
  });

  test('a column of dates of relapse with words in it: no is refused until somebody says what it means', () => {
    const sheet =
      'код,возраст дни,дата диагноза,дата рецидива\nA-1,60,05.03.2021,нет\nA-2,60,05.03.2021,б/р\nA-3,60,05.03.2021,-\n';
    expect(readSheet(sheet).refused).toEqual([['day'], ['day'], []]);
    expect(readSheet(sheet, {}, { нет: 'nothing', 'б/р': 'nothing' }).records).toEqual([[], [], []]);
  });

  test('of two columns of one name the second goes nowhere, and both are named apart', () => {
    expect(readSheet('id,age days,diagnosis date,diagnosis date\nA-1,60,2021-03-05,2021-03-06\n').targets).toEqual({
      ...{ id: 'patient.pseudonym', 'age days': 'patient.ageDays' },
      ...{ 'diagnosis date': 'patient.diagnosisDate', 'diagnosis date #4': null },
    });
  });

  test('pseudonyms that differ by case or zeros are two, and two rows of one that contradict each other are refused', () => {
    expect(
      readSheet(`${HEAD}\nA-1,60,2021-03-05\na-1,60,2021-03-05\n007,60,2021-03-05\n7,60,2021-03-05\n`).pseudonyms,
    ).toEqual([...['A-1', 'a-1', '007', '7']]);
    expect(readSheet(`${HEAD},sex\nA-1,60,2021-03-05,f\nA-1,60,2021-03-05,m\n`).refused).toEqual([['contradicts-row']]);
  });

  test('a ward is another site', () => {
    expect(readSheet(`${HEAD},центр\nA-1,60,2021-03-05,Отделение 2\nA-2,60,2021-03-05,a\n`).refused).toEqual([
      ['other-site'],
      [],
    ]);
  });

  test('transplanted by a date or a number of remission in a column of yes and no is refused', () => {
    expect(cells('тгск', 'transplanted', ['да', '05.06.2021', '1 ремиссия'])).toEqual(['yes', 'choose', 'choose']);
  });

  test('whatever a column of names, birth days or hospital numbers is called, the file is not kept', () => {
    const names = [
      ...[
        'Ф.И.О. ребенка',
        'Ф.И.',
        'ФИО матери',
        'Имя ребёнка',
        'Дата рожд.',
        'Дата рождения пациента',
        'Д.р.',
        '№ и/б',
      ],
      ...[
        'ИБ №',
        '№ истории болезни',
        'Patient name',
        'Name of the child',
        "Child's name",
        'Mother name',
        'DOB (child)',
      ],
      ...['Birth date', 'birthdate', 'E-mail', 'MRN', 'СНИЛС'],
    ];
    expect(identifyingColumns(names)).toEqual(names);
    const others = [
      'Protocol name',
      'Patient ID',
      'код пациента',
      '№ пациента',
      '№',
      'Arm name',
      'Diagnosis date',
      'пол ребенка',
    ];
    expect(identifyingColumns([...others, 'child', 'age at birth', 'дата контакта', 'имя гена', 'mother age'])).toEqual(
      [],
    );
  });
});
