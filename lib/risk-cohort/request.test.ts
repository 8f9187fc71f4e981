import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { ALL_RULE_SETS } from '@/lib/risk/rule-sets/all-rule-sets';
import type { CohortResult } from './classified-cohort';
import { answerCohort, type CohortMessage } from './request';

async function said(request: Parameters<typeof answerCohort>[0]): Promise<CohortMessage[]> {
  const messages: CohortMessage[] = [];
  await answerCohort(request, (message) => messages.push(message));
  return messages;
}

async function fileRows({ patients, problems, questions }: CohortResult): Promise<Record<string, string>[]> {
  const csv = (await said({ kind: 'csv', patients, problems, questions })).at(-1);
  if (csv?.kind !== 'csv') throw new Error('no file');
  return parse(csv.parts.join(''), { columns: true, bom: true });
}

const TEXT = 'id,ageDays,kmt2a,wbc\n=1+1,60,rearranged,800\nb,x,germline,\nc,250,germline,,9\nd,183,rearranged,900\n';

describe('answerCohort', () => {
  test('classifies the rows that can be read', async () => {
    const last = (await said({ kind: 'classify', text: TEXT, answers: {} })).at(-1);
    if (last?.kind !== 'classified') throw new Error('no result');
    expect(last.result.patients.map(({ line, id }) => `${line} ${String(id)}`)).toEqual(['2 =1+1', '5 d']);
    expect(last.result.codes).toHaveLength(2 * ALL_RULE_SETS.length);
  });

  test('writes every row, the ones kept out with their reason, and defuses formulas', async () => {
    const last = (await said({ kind: 'classify', text: TEXT, answers: {} })).at(-1);
    if (last?.kind !== 'classified') throw new Error('no result');
    const rows = await fileRows(last.result);
    expect(rows.map(({ row, id, problems }) => [row, id, problems])).toEqual([
      ['2', "'=1+1", ''],
      ['3', 'b', 'ageDays wrong-type'],
      ['4', '', 'too-many-cells'],
      ['5', 'd', ''],
    ]);
    // rules.md, section 8, examples 2 and 3
    expect(rows.map((row) => row['interfant-06.group'])).toEqual(['HR', '', '', 'IR']);
  });

  // 9,000 may have been counted per µL, and 6 may be months; nobody has said it yet.
  test('writes a row that waits for an answer with its question and without a group', async () => {
    const text = 'id,ageDays,kmt2a,wbc\na,60,rearranged,9000\nb,6,rearranged,1600\n007,60,rearranged,800\n';
    const last = (await said({ kind: 'classify', text, answers: {}, units: { '2 wbc 9000': 'other-unit' } })).at(-1);
    if (last?.kind !== 'classified') throw new Error('no result');
    const rows = await fileRows(last.result);
    expect(rows.map((row) => [row['row'], row['id'], row['problems'], row['interfant-06.group']])).toEqual([
      ['2', 'a', '', ''],
      ['3', 'b', 'ageDays age-in-months 6; wbc wbc-per-microlitre 1600', ''],
      ['4', "'007", '', 'HR'],
    ]);
  });

  test('tells how far a long list is', async () => {
    const text = `ageDays\n${Array.from({ length: 600 }, (_, i) => String(13 + (i % 300))).join('\n')}\n`;
    const progress = (await said({ kind: 'classify', text, answers: {} })).filter(
      (message) => message.kind === 'progress',
    );
    expect(progress).toEqual([0, 250, 500].map((done) => ({ kind: 'progress', done, of: 600 })));
  });
});
