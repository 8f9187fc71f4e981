import { describe, expect, test } from 'vitest';
import type { PreparedRuleSet } from '@/lib/risk/prepared-rule-set';
import type { Facts } from '@/lib/risk/facts';
import { riskRows, riskSteps, ruleSetOf } from './course';

function rules(slug: string): PreparedRuleSet {
  const found = ruleSetOf(slug);
  if (found === null) throw new Error(`no rules of ${slug}`);
  return found;
}
/** Point, group or status, change, settled clauses with their value, what is needed. */
function told(slug: string, facts: Facts): unknown[] {
  return riskSteps(rules(slug), facts).map(({ point, result, change, settled, needed }) => [
    point,
    result.group ?? result.status,
    change,
    settled.map(({ clause, truth }) => `${clause} ${String(truth)}`),
    needed,
  ]);
}

// The cases are the worked examples of the rules (lib/risk/cases/worked-examples.test.ts), read point by point by hand.
describe('the risk group over time', () => {
  test('in Interfant-21: medium at diagnosis, confirmed in remission, raised after blinatumomab (worked example 6)', () => {
    expect(
      told('interfant-21', { ageDays: 250, kmt2a: 'rearranged', remissionEoi: true, mrdEoi: 0.02, mrdBlina1: 0.5 }),
    ).toEqual([
      ['diagnosis', 'IR', 'assigned', ['I21-IR true'], []],
      ['day-8', 'IR', 'none', [], []],
      ['end-of-induction', 'IR', 'confirmed', ['I21-EOI false'], []],
      ['after-blina-1', 'HR', 'changed', ['I21-B1 true'], []],
    ]);
  });

  test('in Interfant-21 with a gap: the earlier point stays open (worked example 10)', () => {
    expect(told('interfant-21', { ageDays: 250, kmt2a: 'rearranged', mrdBlina1: 0.001 })).toEqual([
      ['diagnosis', 'IR', 'assigned', ['I21-IR true'], []],
      ['day-8', 'IR', 'none', [], []],
      ['end-of-induction', 'IR', 'none', [], ['remissionEoi']],
      ['after-blina-1', 'IR', 'confirmed', ['I21-B1 false'], ['remissionEoi']],
    ]);
  });

  test('in Interfant-06: open until day 8 (worked example 1)', () => {
    expect(told('interfant-06', { ageDays: 60, kmt2a: 'rearranged', wbc: 20, day8Blasts: 1000 })).toEqual([
      ['diagnosis', 'undetermined', 'none', [], []],
      ['day-8', 'HR', 'assigned', ['I06-HR true'], []],
    ]);
    expect(told('interfant-06', { ageDays: 60, kmt2a: 'rearranged', wbc: 20 })).toEqual([
      ['diagnosis', 'undetermined', 'none', [], []],
      ['day-8', 'undetermined', 'none', [], ['day8Blasts']],
    ]);
  });

  test('in MLL-Baby without a known partner: no remission decides (worked example 8)', () => {
    expect(told('mll-baby', { ageDays: 200, kmt2a: 'rearranged', remissionEoi: false })).toEqual([
      ['diagnosis', 'undetermined', 'none', [], ['kmt2aPartner']],
      ['end-of-induction', 'HR', 'assigned', ['MB-EOI true'], []],
    ]);
  });

  test('a fact of a later point says nothing earlier', () => {
    const [atDiagnosis] = riskSteps(rules('mll-baby'), { ageDays: 250, kmt2a: 'germline', remissionEoi: false });
    expect(atDiagnosis?.result.group).toBe('IR');
  });

  test('not eligible and not stratified are said once, with the clause', () => {
    expect(told('interfant-21', { ageDays: 250, kmt2a: 'germline' })[0]).toEqual([
      'diagnosis',
      'not-eligible',
      'none',
      ['I21-E2 false'],
      [],
    ]);
    expect(told('interfant-21', { ageDays: 250, kmt2a: 'germline' })[1]).toEqual([
      'day-8',
      'not-eligible',
      'none',
      [],
      [],
    ]);
    expect(told('p9407', { ageDays: 250 })).toEqual([['diagnosis', 'not-stratified', 'none', ['P9407-NS true'], []]]);
  });

  test('a contradiction is named at the point where it arises', () => {
    const steps = riskSteps(rules('interfant-06'), {
      ageDays: 60,
      kmt2a: 'rearranged',
      wbc: 20,
      day8Blasts: 1000,
      prednisoneResponse: 'good',
    });
    expect(steps.map(({ conflicts }) => conflicts.map(({ facts }) => facts))).toEqual([
      [],
      [['day8Blasts', 'prednisoneResponse']],
    ]);
    expect(steps[1]?.needed).toEqual(['day8Blasts']);
  });

  test('of every rule set only where it decides', () => {
    const rows = riskRows({ ageDays: 250, kmt2a: 'germline', remissionEoi: false, mrdEoi: 0.1 });
    expect(rows).toHaveLength(19);
    const cells = (slug: string): unknown[] | undefined =>
      rows
        .find(({ prepared }) => prepared.ruleSet.protocol === slug)
        ?.cells.map(({ step }) => (step === null ? null : (step.result.group ?? step.result.status)));
    expect(cells('mll-baby')).toEqual(['IR', null, 'HR', null, null]);
    expect(cells('all-baby-2021')).toEqual(['LR', null, 'HR', null, 'HR']);
    expect(cells('ccg-1953')).toEqual(['not-stratified', null, null, null, null]);
  });

  test('a protocol without rules is not one that does not stratify', () => {
    expect(ruleSetOf('tini-2')).toBeNull();
    expect(ruleSetOf(null)).toBeNull();
    expect(ruleSetOf('interfant-21')?.ruleSet.variant).toBe('primary');
    expect(ruleSetOf('all-baby-2021')?.ruleSet.variant).toBe('review');
  });
});
