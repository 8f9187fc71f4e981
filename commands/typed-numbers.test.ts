import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readEntry } from '@/components/risk/form/fact-entry';
import { decimalNumber } from '@/lib/address/fields';
import { readAddress } from '@/lib/address/reading';
import { readTimes } from '@/lib/analysis/axis';
import { typedNumber } from '@/lib/numbers/read-number';
import { TotalEvents } from '@/lib/registry/curves/schema';
import { factsFromFragment } from '@/lib/risk/facts-fragment';
import type { DecimalSign } from '@/lib/tables/numbers';
import { readRows } from './risk-file/risk-rows';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'registry-numbers-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function ofRiskFile(texts: readonly string[], decimal: DecimalSign | null = null): Promise<unknown[]> {
  const file = path.join(folder, 'rows.csv');
  await writeFile(file, `wbc;cns\n${texts.map((text) => `${text};CNS1\n`).join('')}`);
  const found: unknown[] = [];
  for await (const { facts } of readRows(file, 'csv', decimal, { lookup: (key) => key, say: () => undefined }))
    found.push(facts?.wbc ?? null);
  return found;
}

const address = z.object({ n: decimalNumber(0, 9_999_999, 3).nullable().default(null) });

/** Every way in by which a number is typed, given the text: the number, or null where it is refused. */
const WAYS: Readonly<Record<string, (text: string) => number | null | Promise<number | null>>> = {
  'a parameter of an address': (n) => readAddress(address, { n }).values.n,
  'a fact behind #': (text) =>
    factsFromFragment(new URLSearchParams({ wbc: text }).toString(), typedNumber).facts.wbc ?? null,
  'the form of risk facts': (text) => readEntry('wbc', { text, days: '', unit: '10^9/L' }).value,
};

describe.each(Object.entries(WAYS))('%s', (_, read) => {
  test.each([
    ['5', 5],
    ['+5', 5],
    ['1 250,5', 1250.5],
    ['1\u00a0250.5', 1250.5],
    ['1e3', 1000],
    ['12,5', 12.5],
    ['0,125', 0.125],
    ['5×10²', 500],
    ['1,250', null],
    ['1,250.5', null],
    ['10-20', null],
    ['<5', null],
    ['0x10', null],
    ['1e999', null],
    ['many', null],
  ])('%j is %j', async (text, value) => {
    expect(await read(text)).toBe(value);
  });
});

// A column settles what the sign of its cells means, as on the pages that read a table.
describe('a column of the command risk', () => {
  test.each<[string[], unknown[], DecimalSign | null]>([
    [['5', '+5', '1 250,5', '12,5', '0,125'], [5, 5, 1250.5, 12.5, 0.125], null],
    [['1,250', '12,5'], [1.25, 12.5], null],
    [['1,250', '300'], [1250, 300], null],
    [['1,250.5', '2'], [1250.5, 2], null],
    [['1e3', '5×10²', '10^-4', '10⁻⁴'], [1000, 500, 0.0001, 0.0001], null],
    [['1,250', '9'], [1.25, 9], 'comma'],
    [['1,250', '9'], [1250, 9], 'point'],
    // What the file settles, the option does not turn round.
    [['1,250', '12,5'], [1.25, 12.5], 'point'],
    [['10-20', '<5', '0x10', '1e999', 'many'], [null, null, null, null, null], null],
  ])('%j is %j', async (texts, values, decimal) => {
    expect(await ofRiskFile(texts, decimal)).toEqual(values);
  });

  test.each([[['1,250', '9']], [['1.250', '2.500']], [['1,250']]])('%j is asked', async (texts) => {
    await expect(ofRiskFile(texts)).rejects.toThrow('--decimal');
  });
});

describe('whole numbers and lists of times', () => {
  test.each([
    ['+5', 5],
    ['1 250', 1250],
    ['1e3', 1000],
    ['12,0', 12],
    ['1,250', undefined],
    ['1 250,5', undefined],
  ])('the events of a curve: %j is %j', (text, value) => {
    expect(TotalEvents.safeParse(text).data).toBe(value);
  });

  test.each([
    ['12; +5 1e3; 1,5', [1.5, 5, 12, 1000]],
    ['1,250', null],
    ['-3', null],
  ])('the times of an analysis: %j is %j', (text, times) => {
    expect(readTimes(text)).toEqual(times);
  });
});
