import { Eyo, safeDictionary } from 'eyo-kernel';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folders = [
  'messages/ru/',
  '../../seed/',
  '../../seed/trials/',
  '../api/document/',
  '../risk/',
  '../risk/numbers/',
  '../risk/rule-sets/',
  '../risk/explanation/',
].map((path) => new URL(path, import.meta.url));
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(?:json|ts)$/u.test(name))
    .map((name) => new URL(name, folder)),
);

test('ё is written wherever a word has no other reading', () => {
  const eyo = new Eyo();
  eyo.dictionary.set(safeDictionary);
  const wrong = files.flatMap((file) =>
    eyo
      .lint(readFileSync(file, 'utf8'))
      .map(({ before, after }) => `${file.pathname.split('/').at(-1)}: ${before} → ${after}`),
  );
  expect([...new Set(wrong)]).toEqual([]);
});

test.each([
  [
    '[Мм]естн(?:ая|ой|ую|ые|ых|ым) (?:когорт|крив|пациент|данн)',
    'of a centre; the word means a local spread in oncology',
  ],
  ['под риском', 'jargon for those under observation'],
  ['[Лл]есовидн', 'the plot is a forest plot'],
  ['[Рр]еферат', 'of an article the summary, of a congress the abstract'],
  ['[Бб]ок о бок', 'colloquial'],
  ['[Тт]аблиц\\p{L}* риска', 'it tells how many are under observation'],
  ['(?:статус|статусом) [^.]*лечится как', 'a status is not treated'],
  ['1-го блинатумомаба', 'a course of it'],
  ['[Рр]ефрактерн\\p{L}+ к индукции', 'an event has one name: неудача индукции'],
  ['[Нн]еоценим', 'beyond price; what could not be assessed is meant'],
  ['[Цц]икл\\p{L}* блинатумомаба', 'one word for it everywhere, a course'],
  ['[Вв]ведённое сохранено', 'what is typed stays on the page; saved is what the database has'],
  ['(?<!\\p{L})[Пп]ол(?:ый|ые|ого|ых) маркер', 'not filled'],
  ['одним взглядом', 'a calque'],
  ['двойн\\p{L}+ прочтени', 'two people extract, each alone'],
  ['критериями не провод', 'no statistical tests were made'],
  [
    '(?<!\\p{L})(?:ее|нее|отсчета|удается|учтен|сохранен|в нем|[Оо] чем)(?!\\p{L})',
    'ё where its absence would be another word',
  ],
  ['смен\\p{L}+ (?:клеточной )?лини', 'the lineage of the blasts switches'],
  ['пилотное BlinFant', 'an adjective without its noun'],
  ['(?<=[а-яё,;:»)}] )(?:Вы|Вас|Вам|Вами|Ваш\\p{L}*)(?!\\p{L})', 'the reader is addressed with a small letter'],
  ['Каплан\\p{L}*[–-]Мейер', 'two names stand apart, as everywhere'],
  ['от диагноза', 'time is counted from the date of the diagnosis'],
])('no text says /%s/: %s', (words) => {
  const found = files.filter((file) => new RegExp(words, 'u').test(readFileSync(file, 'utf8')));
  expect(found.map(({ pathname }) => pathname.split('/').at(-1))).toEqual([]);
});

test('survival free of disease and survival free of relapse keep their own abbreviations', () => {
  const pairs = files.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/"en": "([^"]*)",\s*"ru": "([^"]*)"/gu),
  ]);
  const mixed = pairs.filter(([, en = '', ru = '']) => /DFS/u.test(en) && !/RFS/u.test(en) && /БРВ/u.test(ru));
  expect(mixed.map(([, , ru]) => ru)).toEqual([]);
});

/** Every text of a file of messages by its key. */
function textsIn(language: string, name: string): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (held: unknown, key: string): void => {
    if (typeof held === 'string') texts.set(key, held);
    else if (typeof held === 'object' && held !== null)
      for (const [part, below] of Object.entries(held)) walk(below, `${key}.${part}`);
  };
  walk(JSON.parse(readFileSync(new URL(`messages/${language}/${name}`, import.meta.url), 'utf8')), name);
  return texts;
}

test('a text that names DFS or RFS in English names ВБПЗ or БРВ in Russian', () => {
  const names = readdirSync(new URL('messages/en/', import.meta.url));
  const wrong = names.flatMap((name) => {
    const russian = textsIn('ru', name);
    return [...textsIn('en', name)].flatMap(([key, english]) => {
      const said = russian.get(key) ?? '';
      const of = (word: RegExp, expected: string): boolean => word.test(english) && !said.includes(expected);
      return of(/\bDFS\b/u, 'ВБПЗ') || of(/\bRFS\b/u, 'БРВ') ? [`${key}: ${said}`] : [];
    });
  });
  expect(wrong).toEqual([]);
});
