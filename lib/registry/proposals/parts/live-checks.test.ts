import { expect, test } from 'vitest';
import { checkPart, type HeldShare } from './live-checks';

// Expected by hand: 15 of 60 are 25 %, 5 of 60 are 8.3 %; rounding is half a percentage point.
const HELD: HeldShare = {
  id: 'share-held',
  characteristic: { en: 'Infant ALL among childhood ALL', ru: 'ОЛЛ младенцев среди ОЛЛ детей' },
  population: { en: 'childhood ALL', ru: 'дети с ОЛЛ' },
  percent: 1,
  range: null,
  ref: 'efremova-2026',
};
const STATED = {
  id: 'kmt2a-partners',
  topic: 'diagnosis',
  text: { en: 'One says so.', ru: 'Так сказано.' },
  ref: 'mann-2010',
};
const BESIDE = { shares: [HELD], statements: [STATED], references: ['efremova-2026', 'mann-2010'] };
const SAME = {
  'characteristic.en': '  infant ALL among  childhood ALL',
  'population.ru': 'Дети с ОЛЛ',
  qualifier: 'exact',
};
const check = (values: Record<string, string>, item: string | null = null) => checkPart('fact', values, item, BESIDE);

test('numbers that contradict themselves are said at their fields while the rest is still empty', () => {
  const fields = (values: Record<string, string>): string[] => Object.keys(check(values).rules);
  expect(fields({ qualifier: 'exact', percent: '25', n: '15', denominator: '60' })).toEqual([]);
  expect(fields({ qualifier: 'exact', percent: '25', n: '5', denominator: '60' })).toEqual(['percent']);
  expect(fields({ qualifier: 'exact', percent: '8,3', n: '70', denominator: '60' })).toEqual(['n', 'percent']);
  expect(fields({ qualifier: 'range', 'range.low': '6', 'range.high': '2' })).toEqual(['range.low']);
  expect(fields({ qualifier: 'range', percent: '9', 'range.low': '2', 'range.high': '6' })).toEqual(['percent']);
  expect(check({ qualifier: 'exact', percent: '25', n: '5', denominator: '60' }).rules['percent']?.en).toBe(
    '25% differs from 5/60',
  );
  // Nothing is typed of a number, or not to its end: nothing to say yet.
  expect(fields({ percent: 'abc', qualifier: 'exact' })).toEqual([]);
  expect(fields({})).toEqual([]);
});

test('another source of the same feature and population that gives a different number is named, itself never', () => {
  expect(check({ ...SAME, percent: '4' }).disagree.map(({ ref }) => ref)).toEqual(['efremova-2026']);
  expect(check({ ...SAME, percent: '4' }, 'share-held').disagree).toEqual([]);
  expect(check({ ...SAME, percent: '1.4' }).disagree).toEqual([]);
  expect(check({ ...SAME, qualifier: 'range', 'range.low': '1', 'range.high': '5' }).disagree).toEqual([]);
  expect(check({ ...SAME, qualifier: 'range', 'range.low': '2', 'range.high': '5' }).disagree).toHaveLength(1);
  expect(check({ ...SAME, 'population.ru': 'все дети', percent: '4' }).disagree).toEqual([]);
});

test('of a statement: a text in the wrong language, a reference that is not there, and what others say on its topic', () => {
  const of = (values: Record<string, string>, item: string | null = null) =>
    checkPart('statement', values, item, BESIDE);
  expect(Object.keys(of({ 'statement.en': 'Early', 'statement.ru': 'Early the and' }).rules)).toEqual(['statement.ru']);
  expect(Object.keys(of({ 'statement.en': 'Рано', 'statement.ru': 'Рано' }).rules)).toEqual(['statement.en']);
  expect(Object.keys(of({ 'statement.en': 'Early' }).rules)).toEqual([]);
  expect(of({ 'source.ref': 'nobody-1900' }).rules['source.ref']?.en).toBe('there is no reference nobody-1900');
  expect(of({ 'source.ref': 'mann-2010' }).rules).toEqual({});
  expect(of({ topic: 'diagnosis', 'source.ref': 'efremova-2026' }).onTopic).toEqual([STATED]);
  expect(of({ topic: 'diagnosis' }, 'kmt2a-partners').onTopic).toEqual([]);
  expect(of({ topic: 'diagnosis', 'source.ref': 'mann-2010' }).onTopic).toEqual([]);
});

test('of a disagreement: its texts and its reference', () => {
  const { rules } = checkPart(
    'disagreement',
    { 'field.ru': 'Share', 'field.en': 'the share', 'source.ref': 'x' },
    '0',
    BESIDE,
  );
  expect(Object.keys(rules).sort()).toEqual(['field.ru', 'source.ref']);
});
