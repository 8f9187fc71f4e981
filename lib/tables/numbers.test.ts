import { describe, expect, test } from 'vitest';
import { numberStyle, readNumber, type DecimalSign } from './numbers';

describe('a cell under the decimal sign of its column', () => {
  test.each<[string, DecimalSign, number]>([
    ['1.5', 'point', 1.5],
    ['1,5', 'comma', 1.5],
    ['−2', 'point', -2],
    ['.5', 'point', 0.5],
    ['1e3', 'point', 1000],
    ['1,020', 'point', 1020],
    ['1,020', 'comma', 1.02],
    ['1.020', 'comma', 1020],
    ['1,234,567.5', 'point', 1_234_567.5],
    ['1.234.567,5', 'comma', 1_234_567.5],
    ['1 020', 'point', 1020],
    ['1\u00a0020,5', 'comma', 1020.5],
    ['1\u202f020', 'comma', 1020],
    ["1'020.5", 'point', 1020.5],
    ['-0,004', 'comma', -0.004],
    ['1,001e2', 'comma', 100.1],
    ['1.001E+02', 'point', 100.1],
  ])('%s under a decimal %s is %d', (cell, decimal, value) => {
    expect(readNumber(cell, decimal)).toBe(value);
  });

  test.each<[string, DecimalSign]>([
    ['1,5', 'point'],
    ['1.5', 'comma'],
    ['12 00', 'point'],
    ['0,125', 'point'],
    ['0.125', 'comma'],
    ['12 mo', 'point'],
    ['60+', 'point'],
    ['>60', 'point'],
    ['', 'point'],
    ['NA', 'point'],
    ['2020-01-05', 'point'],
    ['0x10', 'point'],
    ['1,2,3', 'comma'],
    ['1,02,000', 'point'],
    ['1,0200', 'point'],
    ['1.234.5', 'comma'],
    ['1,001e2', 'point'],
    ['1.001e2', 'comma'],
    ['Infinity', 'point'],
    ['1e999', 'point'],
  ])('%j under a decimal %s is none', (cell, decimal) => {
    expect(readNumber(cell, decimal)).toBeNull();
  });
});

describe('a column settles what its signs mean', () => {
  test.each<[string, string[], DecimalSign]>([
    ['whole numbers', ['1', '20', '300'], 'point'],
    ['decimal points', ['1.5', '1.020'], 'point'],
    ['decimal commas', ['1,5', '1,020'], 'comma'],
    ['a number below 1', ['0,533', '1,020', '2,350'], 'comma'],
    ['a number below 1 with a point', ['0.533', '1.003'], 'point'],
    ['more than three digits before the comma', ['1234,567', '1,020'], 'comma'],
    ['thousands and decimals', ['1,020', '1,234.5'], 'point'],
    ['thousands twice', ['1,020', '9', '1,234,567'], 'point'],
    ['German thousands', ['1.020', '1.234,5'], 'comma'],
    ['large whole numbers beside', ['270', '390', '1,020', '4,830'], 'point'],
    ['a power of ten behind', ['1,001e2', '80', '70'], 'comma'],
    ['most of the decimals, where they differ', ['1,5', '2,5', '3.5'], 'comma'],
  ])('%s', (_, cells, decimal) => {
    expect(numberStyle(cells)).toEqual({ decimal, examples: [] });
  });

  test.each<[string, string[]]>([
    ['small whole numbers beside', ['9', '13', '1,020']],
    ['nothing beside', ['1,020', '2,350']],
    ['a point that may be of thousands', ['1.020', '2.350']],
    ['a point beside large whole numbers', ['270', '390', '1.020']],
    ['both signs before three digits', ['1.020', '1,350']],
    ['a column of small decimals with one comma', ['1.5', '2.5', '1,125']],
    ['two hands', ['1,5', '2.5', '1,125']],
  ])('is asked: %s', (_, cells) => {
    const { decimal, examples } = numberStyle(cells);
    expect(decimal).toBeNull();
    expect(examples.length).toBeGreaterThan(0);
    expect(examples.every((cell) => /^\d[.,]\d{3}$/u.test(cell))).toBe(true);
  });
});
