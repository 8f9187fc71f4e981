import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Words of their own, with е and with ё. */
const BOTH = new Set(['все', 'всем', 'чем', 'нем', 'небо', 'узнает']);

/** Every Russian text of the program and of the evidence. */
function russianTexts(): string[] {
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  for (const folder of ['lib/i18n/messages/ru', 'seed'])
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      if (file.endsWith('.json')) collect(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));
  return texts;
}

const words = new Set(russianTexts().flatMap((text) => text.toLowerCase().match(/[а-яё]+/gu) ?? []));

test('a word that has ё in one place has it in all', () => {
  const dotted = [...words].filter((word) => word.includes('ё'));
  expect(dotted.length).toBeGreaterThan(100);
  const plain = dotted.map((word) => word.replaceAll('ё', 'е')).filter((word) => words.has(word) && !BOTH.has(word));
  expect(plain).toEqual([]);
});

test('a participle that has ё in one word has it in those of its stem', () => {
  const stems = [...words].flatMap((word) => /^.*ённ/u.exec(word)?.[0] ?? []);
  const bare = new Set(stems.flatMap((stem) => [stem, `не${stem}`].map((one) => one.replaceAll('ё', 'е'))));
  expect([...words].filter((word) => bare.has(/^.*енн/u.exec(word)?.[0] ?? ''))).toEqual([]);
});

test('“all of it” is всё before what is one', () => {
  const one = /(?<![а-яё])все (?:равно|же|остальное|прочее|вычисляется|перечислено|правило|о \{)/iu;
  expect(russianTexts().filter((text) => one.test(text))).toEqual([]);
});
