import { expect, test } from 'vitest';
import { readTable } from '../../tables/read-text';
import { groupRows } from './drafts';
import { proposeTargets } from './mapping';
import { alikePseudonyms } from './pseudonyms';
import { isOpen, questionsOf, type ColumnChoice } from './questions';
import { factsOf } from './read-file.server';
import { meaningsOf, signsFor } from './words/signs';

const SITE = { siteCode: 'A', today: '2026-11-01' };

/** What is asked of each column of a sheet, and what its first row says under the answers. */
function read(
  text: string,
  answers: Readonly<Record<string, Partial<ColumnChoice>>> = {},
  said: Readonly<Record<string, string>> = {},
) {
  const table = readTable(text);
  const names = table.view.columns.map(({ name }) => name);
  const targets = proposeTargets(names, {}, 'patient');
  const columns = names.map((name, at): ColumnChoice => ({ target: targets[at] ?? null, ...answers[name] }));
  const facts = names.map((_, at) => factsOf(table, at));
  const meanings = new Map(Object.entries(said));
  const signs = columns.map(({ target }, at) => meaningsOf(facts[at]?.signs ?? [], target, meanings));
  const { pseudonyms, draft } = groupRows(
    [{ table, columns, name: null, signs: signs.map((one) => one ?? new Map<string, string>()) }],
    SITE,
  );
  const first = draft(pseudonyms[0] ?? '');
  return {
    asked: columns.flatMap((choice, at) => {
      const own = facts[at];
      return own !== undefined && isOpen(own, choice) ? questionsOf(own, choice.target) : [];
    }),
    unsaid: columns.flatMap(({ target }, at) =>
      signsFor(facts[at]?.signs ?? [], target).flatMap(({ sign, usual }) => (usual === null ? [sign] : [])),
    ),
    isSaid: !signs.includes(null),
    values: first.values,
    records: first.records.map(({ values }) => values),
    errors: first.problems.map(({ column, error }) => [column, error]),
  };
}
const HEAD = 'id,age days,diagnosis date';

test('signs that everybody means alike are said to mean nothing; others are asked about, and hold in every column then', () => {
  const usual = read(`${HEAD},wbc,cns,sex\nA-1,60,2021-03-05,-,н/д,n/a\n`);
  expect([usual.unsaid, usual.values, usual.errors]).toEqual([
    [],
    { pseudonym: 'A-1', ageDays: '60', diagnosisDate: '2021-03-05' },
    [],
  ]);
  const sheet = `${HEAD},wbc,cns,sex,karyotype\nA-1,60,2021-03-05,-99,?,NI,-99\nA-2,99,2021-03-06,999,1,f,46 XX\n`;
  const open = read(sheet);
  expect([open.unsaid, open.isSaid]).toEqual([['-99', '999', '?', 'NI', '-99'], false]);
  expect(read(`${HEAD},blasts day 8\nA-1,60,2021-03-05,999\nA-2,60,2021-03-05,-9\n`).unsaid).toEqual(['-9']);
  const told = read(sheet, {}, { '-99': 'UNK', '?': 'nothing', ni: 'NASK', '999': 'value' });
  expect(told.isSaid).toBe(true);
  expect(told.values).toMatchObject({ wbc: 'UNK', sex: 'NASK', karyotype: 'UNK', ageDays: '60' });
  expect(told.values).not.toHaveProperty('cns');
});

test('what cannot be read is refused and never left out: words for dates, errors of a spreadsheet, bounds', () => {
  const sheet = `${HEAD},wbc,relapse date\nA-1,60,2021-03-05,>100,нет\n`;
  expect(read(sheet).errors).toEqual([
    ['wbc', 'number-range'],
    ['relapse date', 'day'],
  ]);
  // A word says that there is no date where somebody has said so, and stays a word in a column of words.
  const told = read(
    sheet.replace('relapse date', 'relapse date,testes').replace('нет', 'нет,нет'),
    {},
    { нет: 'nothing' },
  );
  expect([told.errors, told.values['testicular']]).toEqual([[['wbc', 'number-range']], 'no']);
  expect(read(`${HEAD},wbc\nA-1,60,2021-03-05,#DIV/0!\n`).unsaid).toEqual(['#DIV/0!']);
});

test('degrees of the CNS in Roman numerals are read, in letters of either alphabet', () => {
  const sheet = (cns: string): string => `${HEAD},cns\nA-1,60,2021-03-05,${cns}\n`;
  const cns = (cell: string): unknown => read(sheet(cell)).values['cns'];
  expect(['I', 'ii', 'ЦНС III', 'ЦНС-II'].map(cns)).toEqual(['CNS1', 'CNS2', 'CNS3', 'CNS2']);
  expect(read(sheet('IV')).unsaid).toEqual(['IV']);
});

test('a percentage is one by its sign, whatever was said of the column', () => {
  const sheet = (value: string): string =>
    `${HEAD},MRD1 date,MRD1 time point,MRD1 value\nA-1,60,2021-03-05,2021-04-05,EOI,${value}\nA-2,60,2021-03-05,2021-04-05,EOI,0.0005\n`;
  const value = (cell: string, share: 'percent' | 'fraction'): unknown =>
    read(sheet(cell), { 'MRD1 value': { share } }).records[0]?.['valuePercent'];
  expect(read(sheet('0.05%')).asked).toEqual(['share']);
  expect([value('0.05%', 'fraction'), value('0.05 %', 'percent')]).toEqual(['0.05', '0.05']);
  // 0.0005 of one is 0.05 %.
  expect([value('0.0005', 'fraction'), value('0.0005', 'percent')]).toEqual(['0.05', '0.0005']);
  expect(read(`${HEAD},wbc\nA-1,60,2021-03-05,5%\n`).errors).toEqual([['wbc', 'number']]);
});

test('days as numbers, units that a name gives, and thousands are asked about', () => {
  // 44260 days after 30 December 1899 is 5 March 2021; counted from 1904 it is 1462 days later, 6 March 2025.
  const serial = (answer: '1900' | '1904'): unknown =>
    read(`${HEAD}\nA-1,60,44260\n`, { 'diagnosis date': { serial: answer } }).values['diagnosisDate'];
  expect(read(`${HEAD}\nA-1,60,44260\n`).asked).toEqual(['serial']);
  expect([serial('1900'), serial('1904')]).toEqual(['2021-03-05', '2025-03-06']);
  const micro = 'id,age days,diagnosis date,WBC µl\nA-1,60,2021-03-05,900\n';
  expect(read(micro, { 'WBC µl': { target: 'patient.wbc' } }).asked).toEqual(['unit']);
  // Months in a column that was given to days, and years in either.
  const months = 'id,возраст мес,дата диагноза\nA-1,3,2021-03-05\n';
  expect(read(months).asked).toEqual([]);
  expect(read(months, { 'возраст мес': { target: 'patient.ageDays' } }).asked).toEqual(['age']);
  const years = 'id,age years,diagnosis date\nA-1,0.5,2021-03-05\n';
  const toMonths = { target: 'patient.ageMonths' };
  expect(read(years, { 'age years': toMonths }).asked).toEqual(['age']);
  expect(read(years, { 'age years': { ...toMonths, age: 'years' } }).values['ageMonths']).toBe('6');
  expect(read('id;age days;diagnosis date;wbc\nA-1;60;2021-03-05;1,250\nA-2;60;2021-03-05;340\n').asked).toEqual([
    'decimal',
  ]);
});

test('in a column of months first a date that only days first can be is refused', () => {
  const sheet = `${HEAD}\nA-1,60,25/3/2021\nA-2,60,3/25/2021\nA-3,60,3/5/2021\n`;
  expect(read(sheet).asked).toEqual(['order']);
  expect(read(sheet, { 'diagnosis date': { order: 'month-first' } }).errors).toEqual([['diagnosis date', 'day']]);
});

test('in a column that writes + a dash is no, elsewhere it is asked about', () => {
  expect(read(`${HEAD},testes\nA-1,60,2021-03-05,-\nA-2,60,2021-03-05,+\n`).values['testicular']).toBe('no');
  // Elsewhere it may say no, or nothing: that is asked, but not of a number.
  const sheet = `${HEAD},testes,wbc\nA-1,60,2021-03-05,-,-\nA-2,60,2021-03-05,yes,9\n`;
  expect(read(sheet).unsaid).toEqual(['-']);
  expect(read(sheet, {}, { '-': 'nothing' }).values).not.toHaveProperty('testicular');
  expect(read(sheet, {}, { '-': 'value' }).values['testicular']).toBe('no');
});

test('pseudonyms that differ by case, signs, zeros in front or the alphabet are shown together', () => {
  // The last of the first four begins with a Cyrillic А.
  const alike = alikePseudonyms(['A-1', 'a1', 'А1', 'A-01', 'A-11', 'B-1', '007', '7', '1-11', '11-1']);
  expect(alike.get('A-1')).toEqual({ others: ['a1', 'А1', 'A-01'], count: 3 });
  expect(alike.get('7')).toEqual({ others: ['007'], count: 1 });
  for (const other of ['A-11', 'B-1', '1-11', '11-1']) expect(alike.has(other)).toBe(false);
});

test('a share said as a power of ten or as one in many is asked about even under a name with %, and read only as a share', () => {
  const sheet = (value: string): string =>
    `${HEAD},MRD1 date,MRD1 time point,MRD1 value %\nA-1,60,2021-03-05,2021-04-05,EOI,${value}\nA-2,60,2021-03-05,2021-04-05,EOI,0.01\n`;
  const said = (cell: string, share: 'percent' | 'fraction' | 'exponent'): unknown => {
    const { records, errors } = read(sheet(cell), { 'MRD1 value %': { share } });
    return errors[0]?.[1] ?? records[0]?.['valuePercent'];
  };
  // By hand: 10⁻⁴ of all cells is 0.01 %, 5 times as much 0.05 %, one in 10,000 is 10⁻⁴.
  for (const [cell, percent] of [
    ['10^-4', '0.01'],
    ['5×10⁻⁴', '0.05'],
    ['1:10000', '0.01'],
    ['1/10 000', '0.01'],
    ['1e-4', '0.01'],
  ] as const) {
    expect([cell, read(sheet(cell)).asked]).toEqual([cell, ['share']]);
    expect([cell, said(cell, 'fraction')]).toEqual([cell, percent]);
  }
  expect(said('10^-4', 'exponent')).toBe('0.01');
  // Among percentages nobody knows of what it is a part; a range is none, and a bound is no value.
  expect([said('10^-4', 'percent'), said('10-4', 'fraction'), said('<10^-4', 'fraction')]).toEqual([
    ...['number', 'number', 'number-range'],
  ]);
  expect(read(sheet('0.5')).asked).toEqual([]);
});

test('words for what nobody looked for are asked about in columns of words, too', () => {
  const sheet = `${HEAD},wbc,cns,sex,kmt2a\nA-1,60,2021-03-05,не определялось,не опр.,нет сведений,не исслед.\n`;
  expect(read(sheet).unsaid).toEqual(['не определялось', 'не опр.', 'нет сведений', 'не исслед.']);
  const said = {
    'не определялось': 'NASK',
    'не опр.': 'NASK',
    'нет сведений': 'UNK',
    'не исслед.': 'nothing',
  } as const;
  const { values, errors } = read(sheet, {}, said);
  expect(errors).toEqual([]);
  expect(values).toEqual({
    ...{ pseudonym: 'A-1', ageDays: '60', diagnosisDate: '2021-03-05' },
    ...{ wbc: 'NASK' },
    ...{ cns: 'NASK', sex: 'UNK' },
  });
});

test('Cyrillic letters that look like Latin ones change no word, and the form of a day behind a name no column', () => {
  // т, С, К, М, Т, А and the first letter of the last word are Cyrillic.
  const { values, errors } = read(
    'id,age days,"Diagnosis date (dd.mm.yyyy)",sex,rearrangement,cns\nA-1,60,05.03.2021,М,т(4;11),СNS1\n',
  );
  expect(errors).toEqual([]);
  expect(values).toMatchObject({ diagnosisDate: '2021-03-05', sex: 'male', kmt2aPartner: 'AFF1', cns: 'CNS1' });
  expect(read(`${HEAD},rearrangement\nA-1,60,2021-03-05,КМТ2А::АFF1\n`).values['kmt2aPartner']).toBe('AFF1');
  // A number in words of its own is no code: 1 and 2 for the sexes are refused.
  expect(read(`${HEAD},sex\nA-1,60,2021-03-05,1\nA-2,60,2021-03-05,2\n`).errors).toEqual([['sex', 'choose']]);
});

test('codes and words that a column does not have are asked about, each for its own field', () => {
  const sheet = `${HEAD},sex,cns,last contact date,last contact status\nA-1,60,2021-03-05,1,1,2022-01-01,жив\nA-2,60,2021-03-05,2,2,2022-01-01,alive in remission\n`;
  // 1 and 2 are codes of the status of the CNS.
  expect(read(sheet).unsaid).toEqual(['1', '2', 'жив']);
  const told = read(
    sheet,
    {},
    {
      ...{ 'sex\n1': 'male', 'sex\n2': 'female' },
      'followUpStatus\nжив': 'alive-in-remission',
    },
  );
  expect([told.isSaid, told.errors]).toEqual([true, []]);
  expect(told.values).toMatchObject({ sex: 'male', cns: 'CNS1' });
  expect(told.records).toEqual([{ date: '2022-01-01', status: 'alive-in-remission' }]);
  // What was said of another field is not said of this one; what is not to be read is refused.
  expect(read(sheet, {}, { 'yesNo\n1': 'yes', '1': 'nothing' }).isSaid).toBe(false);
  const unread = read(sheet, {}, { 'sex\n1': 'value', 'sex\n2': 'value', 'followUpStatus\nжив': 'nothing' });
  expect([unread.errors, unread.records]).toEqual([[['sex', 'choose']], [{ date: '2022-01-01' }]]);
  const donor = `${HEAD},hsct date,hsct donor,wbc\nA-1,60,2021-03-05,2022-01-01,9,999\n`;
  expect(read(donor).unsaid).toEqual(['9', '999']);
  expect(read(donor, {}, { 'donor\n9': 'haploidentical', '999': 'nothing' }).records).toEqual([
    { date: '2022-01-01', donor: 'haploidentical' },
  ]);
  // Signs of a column that writes + are no words of it.
  expect(read(`${HEAD},testes\nA-1,60,2021-03-05,+\nA-2,60,2021-03-05,-\n`).unsaid).toEqual([]);
});

test('a value below a limit is asked about, and keeps the limit as the one that it is', () => {
  const head = `${HEAD},MRD1 date,MRD1 time point,MRD1 value`;
  const sheet = (cell: string, name = 'MRD1 value'): string =>
    `${head.replace('MRD1 value', name)}\nA-1,60,2021-03-05,2021-04-05,EOI,"${cell}"\nA-2,60,2021-03-05,2021-04-05,EOI,0.05\n`;
  const result = (cell: string, means: string, share: 'percent' | 'fraction'): unknown => {
    const { errors, records } = read(sheet(cell), { 'MRD1 value': { share } }, { [`mrdResult\n${cell}`]: means });
    return errors[0]?.[1] ?? records[0];
  };
  const sample = { date: '2021-04-05', timePoint: 'end-of-induction', valuePercent: '' };
  expect(read(sheet('<0,01%', 'MRD1 value %')).unsaid).toEqual(['<0,01%']);
  // By hand: 10⁻⁴ of all cells is 0.01 %.
  for (const cell of ['<0.01%', '< 0.01 %', '≤0.01', 'менее 0.01 %'])
    expect([cell, result(cell, 'negative', 'percent')]).toEqual([
      cell,
      { ...sample, result: 'negative', sensitivityPercent: '0.01' },
    ]);
  for (const cell of ['<1e-4', '<10^-4', '< 10⁻⁴', '<0.0001'])
    expect([cell, result(cell, 'positive-not-quantifiable', 'fraction')]).toEqual([
      cell,
      { ...sample, result: 'positive-not-quantifiable', quantificationPercent: '0.01' },
    ]);
  expect([result('<0.01', 'value', 'percent'), result('<0.01', 'quantified', 'percent')]).toEqual([
    'number-range',
    'number',
  ]);
  // A share among exponents of ten is none of them, and 0 is not all of the cells.
  for (const cell of ['1e-4', '0.01', '0'])
    expect([cell, read(sheet(cell), { 'MRD1 value': { share: 'exponent' } }).errors[0]?.[1]]).toEqual([cell, 'number']);
});

test('a result in the column of values is one, and none against the column of results', () => {
  const row = 'A-1,60,2021-03-05,2021-04-05,EOI';
  const sheet = (columns: string, cells: string) =>
    read(`${HEAD},MRD1 date,MRD1 time point,${columns}\n${row},${cells}\n`, {}, { 'mrdResult\n<0.01': 'negative' });
  for (const word of ['neg', 'отр', 'Negative'])
    expect(sheet('MRD1 value %', word).records[0]).toMatchObject({ result: 'negative', valuePercent: '' });
  expect(sheet('MRD1 result,MRD1 value %', 'neg,neg').records[0]).toMatchObject({ result: 'negative' });
  for (const [columns, cells] of [
    ['MRD1 result,MRD1 value %', 'positive-not-quantifiable,<0.01'],
    ['MRD1 value %,MRD1 result', '<0.01,positive-not-quantifiable'],
  ] as const)
    expect(sheet(columns, cells).errors.map(([, error]) => error)).toEqual(['contradicts-row']);
  // So are two columns of one field.
  expect(
    read(`${HEAD},MRD1 date,MRD1 time point,MRD1 value %,own %\n${row},0.05,0.5\n`, {
      'own %': { target: 'mrd#1.valuePercent' },
    }).errors.map(([, error]) => error),
  ).toEqual(['contradicts-row']);
  // The sensitivity that the row says itself holds.
  for (const [columns, cells] of [
    ['MRD1 sensitivity percent,MRD1 value %', '0.001,<0.01'],
    ['MRD1 value %,MRD1 sensitivity percent', '<0.01,0.001'],
  ] as const)
    expect(sheet(columns, cells).records[0]).toMatchObject({ result: 'negative', sensitivityPercent: '0.001' });
});

test('names with their codes behind them, and fields that one kind of record has, are proposed; what brackets say else is not lost', () => {
  const names = [
    'Пол (м/ж)',
    'ТГСК (0=нет, 1=да)',
    'Донор',
    'Last FU',
    'Жив/умер',
    'M/F',
    'WBC (day 8)',
    'Relapse (0/1)',
  ];
  expect(proposeTargets(names, {}, 'patient')).toEqual([
    ...['patient.sex', 'patient.transplanted', 'transplant#1.donor', 'follow-up#last.date', 'follow-up#last.status'],
    // The second of two columns for one field, the white cells of another day, and a relapse without a day go nowhere.
    ...[null, null, null],
  ]);
});

test('a column of KMT2A says its partner, one of translocations its status; a bare no among these is asked about', () => {
  const cell = (column: string, said: string, means: Readonly<Record<string, string>> = {}) => {
    const { unsaid, values, errors } = read(
      `${HEAD};${column}\nA-1;60;2021-03-05;${said}\n`.replaceAll(',', ';'),
      {},
      means,
    );
    return [unsaid, values['kmt2a'], values['kmt2aPartner'], errors.map(([, error]) => error)];
  };
  for (const column of ['KMT2A', 'Translocation'])
    for (const said of ['"t(4;11)"', '"t(4;11)(q21;q23)"', 'MLL-AF4', 'AF4', 'AFF1'])
      expect([column, said, ...cell(column, said)]).toEqual([column, said, [], 'rearranged', 'AFF1', []]);
  expect(cell('Translocation', 'germline')).toEqual([[], 'germline', undefined, []]);
  expect(cell('KMT2A', 'нет')).toEqual([[], 'germline', undefined, []]);
  // No translocation at all, none of KMT2A, or nothing looked for.
  expect(cell('Транслокация', 'нет')).toEqual([['нет'], undefined, undefined, ['choose']]);
  expect(cell('Транслокация', '"t(12;21)"')).toEqual([['t(12;21)'], undefined, undefined, ['choose']]);
  expect(cell('Транслокация', 'нет', { 'kmt2a\nнет': 'germline' })).toEqual([['нет'], 'germline', undefined, []]);
  expect(cell('Транслокация', 'нет', { 'kmt2a\nнет': 'NASK' })).toEqual([['нет'], 'NASK', undefined, []]);
  expect(cell('Транслокация', 'нет', { 'kmt2a\nнет': 'value' })).toEqual([['нет'], undefined, undefined, ['choose']]);
});

test('who is said to have died at the last contact died on its day, unless the row has a day of death; no contact is later', () => {
  const said = { 'followUpStatus\nумер': 'died' };
  const row = (cells: string) =>
    read(`${HEAD},статус,последний контакт,дата смерти,причина смерти\nA-1,60,2021-03-05,${cells}\n`, {}, said);
  expect(read(`${HEAD},статус,последний контакт\nA-1,60,2021-03-05,умер,2022-01-01\n`).unsaid).toEqual(['умер']);
  expect(row('умер,2022-01-01,,').records).toEqual([{ kind: 'death', date: '2022-01-01' }]);
  expect(row('умер,2022-01-01,2022-02-03,лейкоз').records).toEqual([
    { kind: 'death', date: '2022-02-03', deathCause: 'leukaemia' },
  ]);
  expect(row('умер,2022-01-01,,лейкоз').records).toEqual([
    { kind: 'death', date: '2022-01-01', deathCause: 'leukaemia' },
  ]);
  // A month known alone is no contradiction of a day in it.
  expect(row('умер,2022-02-03,2022-02,').errors).toEqual([]);
  expect(row('умер,2022-03-01,2022-02-03,').errors).toEqual([['follow-up.date', 'contradicts-row']]);
});

test('an MRD sample without a value has no result, and one below zero is not negative', () => {
  const sheet = (value: string): string =>
    `${HEAD},MRD1 date,MRD1 time point,MRD1 value %\nA-1,60,2021-03-05,2021-04-05,EOI,${value}\n`;
  const sample = { date: '2021-04-05', timePoint: 'end-of-induction' };
  expect(read(sheet('ND'), {}, { nd: 'NASK' }).records).toEqual([{ ...sample, valuePercent: 'NASK' }]);
  expect(read(sheet('-1'), {}, { '-1': 'value' }).records).toEqual([
    { ...sample, valuePercent: '-1', result: 'quantified' },
  ]);
  expect(read(sheet('0')).records).toEqual([{ ...sample, result: 'negative' }]);
});

test('years of two digits may stand first between dashes: that is asked, also beside dates with dots', () => {
  const sheet = `${HEAD}\nA-1,60,21-03-05\nA-2,60,20-12-31\nA-3,60,05.03.2021\n`;
  expect(read(sheet).asked).toEqual(['order']);
  expect(read(sheet, { 'diagnosis date': { order: 'year-first' } }).values['diagnosisDate']).toBe('2021-03-05');
});
