import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { ALL_RULE_SETS } from '@/lib/risk/rule-sets/all-rule-sets';
import { answerCohort, type CohortMessage } from './request';

async function said(request: Parameters<typeof answerCohort>[0]): Promise<CohortMessage[]> {
  const messages: CohortMessage[] = [];
  await answerCohort(request, (message) => messages.push(message));
  return messages;
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
    const csv = (await said({ kind: 'csv', patients: last.result.patients, problems: last.result.problems })).at(-1);
    if (csv?.kind !== 'csv') throw new Error('no file');
    const rows: Record<string, string>[] = parse(csv.parts.join(''), { columns: true, bom: true });
    expect(rows.map(({ row, id, problems }) => [row, id, problems])).toEqual([
      ['2', "'=1+1", ''],
      ['3', '', 'ageDays wrong-type'],
      ['4', '', 'too-many-cells'],
      ['5', 'd', ''],
    ]);
    // rules.md, section 8, examples 2 and 3
    expect(rows.map((row) => row['interfant-06.group'])).toEqual(['HR', '', '', 'IR']);
  });

  test('tells how far a long list is', async () => {
    const text = `ageDays\n${Array.from({ length: 600 }, (_, i) => String(13 + (i % 300))).join('\n')}\n`;
    const progress = (await said({ kind: 'classify', text, answers: {} })).filter(
      (message) => message.kind === 'progress',
    );
    expect(progress).toEqual([0, 250, 500].map((done) => ({ kind: 'progress', done, of: 600 })));
  });
});
