import { expect, test } from 'vitest';
import { messageLookup } from '@/lib/i18n/message-lookup';
import { estimate } from '../../testing/figures';
import { FiguresToAddSchema } from '../figures-to-add';
import { offeredFigures } from '../offered-figures';
import { seriesOptions } from './options';

const efs = [
  estimate('one', { timeYears: 5, se: 2, n: null }),
  estimate('two', { timeYears: 5, ci: { low: 30, high: 50, level: 95 } }),
  estimate('germline', { stratum: { kmt2a: 'g', risk: 'all', arm: null, age: null, other: null } }),
];
const available = [...efs, estimate('death', { endpoint: 'OS' }), estimate('undrawable', { chartable: false })];
const asked = { endpoint: 'EFS', population: 'r' } as const;
const offered = async (locale: 'en' | 'ru' = 'en') =>
  offeredFigures(available, 'EFS', locale, await messageLookup(locale));

test('the list holds what can be drawn of the endpoint, and of the others what a search finds', async () => {
  const { figures, elsewhere } = await offered();
  expect(figures.map(({ id }) => id)).toEqual(['one', 'two', 'germline']);
  expect(elsewhere).toEqual([{ id: 'death', endpoint: 'OS', words: expect.stringContaining('death') }]);
});

test('it comes through its address as it was sent', async () => {
  const sent = await offered('ru');
  expect(FiguresToAddSchema.parse(JSON.parse(JSON.stringify(sent)))).toEqual(sent);
});

test('its texts are those of the language; ± 1.96 standard errors where no interval is printed', async () => {
  // By hand: 40 ± 1.96 × 2 is 36.08 to 43.92.
  const [english, russian] = [(await offered('en')).figures[0]?.texts, (await offered('ru')).figures[0]?.texts];
  expect(english?.value).toMatch(/^40.*36\.1.*43\.9/u);
  expect(russian?.value).toMatch(/^40.*36,1.*43,9/u);
  expect(russian?.population).toBe('С перестройкой KMT2A');
  expect(english?.n).not.toMatch(/\d/u);
});

test('what is chosen is not offered again, and is what the others are set beside', async () => {
  const { figures } = await offered();
  const beside = (chosen: readonly string[]) =>
    seriesOptions(figures, chosen, asked).map(({ figure, comparable }) => [figure.id, comparable]);
  expect(beside([])).toEqual([
    ['two', true],
    ['one', true],
    ['germline', false],
  ]);
  expect(beside(['germline'])).toEqual([
    ['two', false],
    ['one', false],
  ]);
});
