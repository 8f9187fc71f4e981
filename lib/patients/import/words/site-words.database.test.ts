import { afterAll, beforeAll, expect, test } from 'vitest';
import { asViewer } from '@/lib/db.server';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { importWork } from '../../testing/import-work.server';
import { makePerson, type TestPerson } from '../../testing/sites';
import { signsFor } from './signs';
import { WordInput, type Meaning } from './site-words';
import { addSiteWord, listSiteWords, removeSiteWord } from './site-words.server';

let database: TestDatabase;
let anna: TestPerson;
let boris: TestPerson;
let monitor: TestPerson;
const options = () => ({ database: database.app, today: '2026-11-01' });
const field = (scope: string, meaning: string): Meaning => ({ kind: 'field', scope, meaning });
const value = (scope: string, meaning: string): Meaning => ({ kind: 'value', scope, meaning });
const add = (meaning: Meaning, word: string, person = anna) =>
  addSiteWord(person, WordInput.parse({ siteId: person.siteId, ...meaning, word }), options());
const wordsOf = async (person: TestPerson): Promise<string[]> =>
  (await listSiteWords(person, options())).map(({ word }) => word);
const remove = async (word: string): Promise<void> => {
  const found = (await listSiteWords(anna, options())).find((one) => one.word === word);
  await removeSiteWord(anna, found?.id ?? '', options());
};

beforeAll(async () => {
  database = await createTestDatabase();
  anna = await makePerson(database, 'anna', 'data-manager', 'A');
  boris = await makePerson(database, 'boris', 'data-manager', 'B');
  monitor = await makePerson(database, 'monitor', 'monitor', 'A');
});
afterAll(() => database.drop());

const SHEET = 'Шифр ребёнка,Бласты крови,пол,age days,diagnosis date,МРБ1 d33\nW-1,81.5,дев,60,2021-01-02,2021-02-04\n';
const proposed = async (person: TestPerson, text = SHEET): Promise<(string | null)[]> =>
  (await importWork(person, options()).read(text)).sheets.flatMap(({ columns }) => columns.map(({ target }) => target));

test('a word is one of the site that added it, for columns and for values, alone and after the word for a record', async () => {
  const unknown = await proposed(anna);
  expect(unknown).toEqual([null, null, 'patient.sex', 'patient.ageDays', 'patient.diagnosisDate', null]);
  expect(await add(field('patient', 'pseudonym'), 'Шифр ребёнка')).toEqual({ fault: null });
  expect(await add(field('patient', 'wbc'), ' бласты  крови ')).toEqual({ fault: null });
  expect(await add(field('mrd', 'date'), 'd33')).toEqual({ fault: null });
  expect(await proposed(anna)).toEqual([
    ...['patient.pseudonym', 'patient.wbc', 'patient.sex', 'patient.ageDays', 'patient.diagnosisDate', 'mrd#1.date'],
  ]);
  expect(await proposed(boris)).toEqual(unknown);

  const sheet = SHEET.replace(',МРБ1 d33', '').replace(',2021-02-04', '');
  const { check, read } = importWork(anna, options());
  const sexes = async (signs: object[] = []) =>
    (await check({ ...(await read(sheet)), signs })).patients.map(({ status, problems }) => [status, problems]);
  // What the word means is asked, and where nobody knows, its row is refused.
  await expect(sexes()).rejects.toThrow('invalid');
  expect(await sexes([{ sign: 'дев', of: 'sex', means: 'value' }])).toEqual([
    ['refused', [{ line: 2, column: 'пол', value: 'дев', error: 'choose' }]],
  ]);
  expect(await add(value('sex', 'female'), 'Дев')).toEqual({ fault: null });
  expect(await sexes()).toEqual([['new', []]]);
});

test('a word says one thing: what it says already, or what no word may say, is refused with its reason', async () => {
  const known = (means: Meaning) => ({ fault: 'known', means });
  const taken = (means: Meaning) => ({ fault: 'taken', means });
  // Of the program's own words and of the site's.
  expect(await add(value('sex', 'male'), 'ж')).toEqual(taken(value('sex', 'female')));
  expect(await add(value('sex', 'female'), 'Ж')).toEqual(known(value('sex', 'female')));
  expect(await add(value('sex', 'male'), 'дев')).toEqual(taken(value('sex', 'female')));
  expect(await add(field('patient', 'cns'), 'Лейкоциты')).toEqual(taken(field('patient', 'wbc')));
  expect(await add(field('patient', 'cns'), 'БЛАСТЫ крови')).toEqual(taken(field('patient', 'wbc')));
  expect(await add(field('mrd', 'valuePercent'), 'D33')).toEqual(taken(field('mrd', 'date')));
  expect(await add(field('mrd', 'date'), 'd33')).toEqual(known(field('mrd', 'date')));
  // The same letters may name a field elsewhere.
  expect(await add(value('yesNo', 'yes'), 'дев')).toEqual({ fault: null });
  await remove('дев');
  for (const word of ['', ' — ']) expect(await add(field('patient', 'wbc'), word)).toEqual({ fault: 'empty' });
  for (const word of ['ФИО', 'Date of birth'])
    expect(await add(field('patient', 'note'), word)).toEqual({ fault: 'identifying' });
  for (const word of ['н/д', 'UNK', 'NASK', '?'])
    expect(await add(value('sex', 'male'), word)).toEqual({ fault: 'missing' });
  expect(await add(value('relapseSite', 'cns'), 'цнс/глаз')).toEqual({ fault: 'separator' });
  for (const broken of [
    field('patient', 'constructor'),
    field('constructor', 'wbc'),
    value('sex', 'x'),
    value('toString', 'x'),
  ])
    expect(WordInput.safeParse({ siteId: anna.siteId, ...broken, word: 'w' }).success).toBe(false);
});

test('two who give a word two meanings at once: one of them hears what it means', async () => {
  const answers = await Promise.all([add(value('cns', 'CNS1'), 'чисто'), add(value('cns', 'CNS2'), 'чисто')]);
  expect(answers.map(({ fault }) => fault).sort()).toEqual(['taken', null].sort());
  await remove('чисто');
});

test('a word gives way to nothing that was said before it, and what it said goes with it', async () => {
  const sheet = 'id,shoe size,age days,diagnosis date\nW-2,31,60,2021-01-02\n';
  const { check, commit, read } = importWork(anna, options());
  expect((await check(await read(sheet))).report.leftOut).toEqual(['shoe size']);
  // The column was left out once.
  expect(await commit((await check(await read(sheet))).id, 'the centre sent its sheet')).toMatchObject({ added: 1 });
  expect((await proposed(anna, sheet))[1]).toBeNull();
  await add(field('patient', 'wbc'), 'Shoe size');
  expect((await proposed(anna, sheet))[1]).toBe('patient.wbc');
  expect(await commit((await check(await read(sheet))).id, 'the centre sent its sheet')).toMatchObject({ changed: 1 });
  await remove('Shoe size');
  expect((await proposed(anna, sheet))[1]).toBeNull();
});

test('what a site says of a code or a word that a column does not have is asked once, for this field alone', async () => {
  const text =
    'id,age days,diagnosis date,sex,cns,MRD1 date,MRD1 time point,MRD1 value %\nC-1,60,2020-01-02,1,1,2020-02-05,EOI,"<0,01%"\n';
  const { check, commit, open, read, upload } = importWork(anna, options());
  await expect(check(await read(text))).rejects.toThrow('invalid');
  const signs = [
    { sign: '1', of: 'sex', means: 'male' },
    { sign: '<0,01%', of: 'mrdResult', means: 'negative' },
  ];
  // A word of another vocabulary is none of this one.
  await expect(check({ ...(await read(text)), signs: [{ sign: '1', of: 'sex', means: 'CNS1' }] })).rejects.toThrow();
  const checked = await check({ ...(await read(text)), signs });
  const said = (of: string, field: string, after: string) => ({ of, field, before: '', after });
  expect(checked.patients[0]?.changes).toEqual(
    expect.arrayContaining([
      ...[said('patient', 'sex', 'male'), said('patient', 'cns', 'CNS1')],
      ...[said('mrd', 'result', 'negative'), said('mrd', 'sensitivityPercent', '0.01')],
    ]),
  );
  expect(await commit(checked.id, 'the sheet of the centre')).toMatchObject({ added: 1 });
  const again = await open(await upload(text));
  const [sheet] = again.refused === null ? again.sheets : [];
  const asked = sheet?.columns.flatMap(({ facts, target }) => signsFor(facts.signs, target));
  expect(asked).toEqual([{ sign: '<0,01%', count: 1, usual: 'negative', of: 'mrdResult' }]);
  expect((await check(await read(text))).report.counts).toMatchObject({ same: 1, refused: 0 });
  // Said anew it is what was said last.
  const anew = [{ sign: '<0,01%', of: 'mrdResult', means: 'nothing' }];
  await commit((await check({ ...(await read(text)), signs: anew })).id, 'the sheet of the centre');
  expect((await listSiteWords(anna, options())).filter(({ word }) => word === '<0,01%')).toMatchObject([
    { kind: 'missing', scope: 'mrdResult', meaning: 'nothing' },
  ]);
  for (const word of ['1', '<0,01%']) await remove(word);
  await expect(check(await read(text))).rejects.toThrow('invalid');
});

test('others see, add and remove no word of a site, whatever they ask the database', async () => {
  const own = await wordsOf(anna);
  expect(own).toEqual(expect.arrayContaining(['Шифр ребёнка', 'Дев']));
  expect(await wordsOf(boris)).toEqual([]);
  expect(await wordsOf(monitor)).toEqual([]);
  const [first] = await listSiteWords(anna, options());
  const input = { siteId: anna.siteId, ...value('sex', 'male'), word: 'мал' };
  for (const stranger of [boris, monitor]) {
    await removeSiteWord(stranger, first?.id ?? '', options());
    await expect(addSiteWord(stranger, WordInput.parse(input), options())).rejects.toThrow('forbidden');
    await expect(
      asViewer(stranger, (tx) => tx.importWord.createMany({ data: { ...input, plain: 'мал' } }), options()),
    ).rejects.toThrow(/row-level security/u);
  }
  expect(await wordsOf(anna)).toEqual(own);
});

test('the audit keeps who added and who removed a word', async () => {
  await add(value('donor', 'other'), 'неизвестный донор');
  await remove('неизвестный донор');
  const { rows } = await database.owner.query<{ action: string; word: string; actor: string }>(
    `SELECT action, coalesce(new_values, old_values) ->> 'word' AS word, actor_id AS actor FROM audit_entry
     WHERE table_name = 'import_word' AND site_id = $1 ORDER BY id DESC LIMIT 2`,
    [anna.siteId],
  );
  expect(rows).toEqual([
    { action: 'delete', word: 'неизвестный донор', actor: anna.id },
    { action: 'insert', word: 'неизвестный донор', actor: anna.id },
  ]);
});

test('what a site says of a sign is asked once, read from then on, and asked again when it was taken away', async () => {
  const { check, commit, open, read, upload } = importWork(anna, options());
  const text = 'id,age days,diagnosis date,wbc,cns\nM-1,60,2020-01-02,-99,?\n';
  await expect(check(await read(text))).rejects.toThrow('invalid');
  const signs = [
    { sign: '-99', means: 'NASK' },
    { sign: '?', means: 'nothing' },
  ];
  const checked = await check({ ...(await read(text)), signs });
  expect(checked.patients[0]?.changes).toContainEqual({ of: 'patient', field: 'wbc', before: '', after: 'NASK' });
  await commit(checked.id, 'the sheet of the centre');
  // A value that comes later takes the place of the reason why there was none.
  const later = await check(await read('id,age days,diagnosis date,wbc\nM-1,60,2020-01-02,73.5\n'));
  expect(later.patients[0]?.changes).toEqual([{ of: 'patient', field: 'wbc', before: 'NASK', after: '73.5' }]);
  const again = text.replaceAll('M-1', 'M-2');
  const opened = await open(await upload(again));
  const [sheet] = opened.refused === null ? opened.sheets : [];
  expect(
    sheet?.columns.flatMap(({ facts, target }) =>
      signsFor(facts.signs, target).map(({ sign, usual }) => [sign, usual]),
    ),
  ).toEqual([
    ['-99', 'NASK'],
    ['?', 'nothing'],
  ]);
  expect((await check(await read(again))).report.counts).toMatchObject({ new: 1, refused: 0 });
  await expect(importWork(boris, options()).check(await importWork(boris, options()).read(again))).rejects.toThrow(
    'invalid',
  );
  // A sign of a site is no word for one of its values.
  expect(await add(value('cns', 'CNS1'), '-99')).toEqual({ fault: 'missing' });
  await remove('-99');
  await expect(check(await read(again))).rejects.toThrow('invalid');
});
