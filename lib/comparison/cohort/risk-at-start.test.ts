import { expect, test } from 'vitest';
import { factsOf } from '../testing/group-facts';
import { judge } from './filters';
import { RISK_VALUES, risksAtStart } from './risk-at-start';

const rearranged = { kmt2a: 'rearranged', kmt2aPartner: 'AFF1', cns: 'CNS1' } as const;

// By hand from the rules of Interfant-06 (Pieters 2019): high risk is KMT2A rearranged, under 6 months, with white cells of
// 300 × 10⁹/L or more or a poor response of day 8; low risk is germline KMT2A; all others are intermediate.
test.each([
  [{ ...rearranged, ageDays: 100, wbc: 400 }, 'HR'],
  [{ ...rearranged, ageDays: 100, wbc: 50, prednisoneResponse: 'poor' as const }, 'HR'],
  [{ ...rearranged, ageDays: 100, wbc: 50, prednisoneResponse: 'good' as const }, 'IR'],
  [{ ...rearranged, ageDays: 100, wbc: 50 }, null],
  [{ ...rearranged, ageDays: 300, wbc: 400 }, 'IR'],
  [{ kmt2a: 'germline' as const, ageDays: 100, wbc: 400 }, 'LR'],
  [{ ...rearranged, ageDays: 500, wbc: 400 }, 'not-eligible'],
])('%o is %s by Interfant-06', (facts, group) => {
  expect(risksAtStart(facts, ['interfant-06'])).toEqual({ 'interfant-06': group });
});

test('what is known after day 8 moves nobody', () => {
  const facts = { ...rearranged, ageDays: 200, wbc: 50, prednisoneResponse: 'good' as const };
  const known = risksAtStart(facts, ['interfant-21', 'all-baby-2021']);
  expect(
    risksAtStart({ ...facts, mrdEoi: 10, remissionEoi: false, mrdBlina1: 5 }, ['interfant-21', 'all-baby-2021']),
  ).toEqual(known);
  expect(Object.values(known)).not.toContain(null);
});

test('the values name each protocol with groups once, and none without', () => {
  expect(new Set(RISK_VALUES).size).toBe(RISK_VALUES.length);
  expect(RISK_VALUES.filter((value) => value.startsWith('interfant-06-'))).toEqual([
    'interfant-06-HR',
    'interfant-06-IR',
    'interfant-06-LR',
  ]);
  expect(RISK_VALUES.some((value) => value.startsWith('mll-03'))).toBe(false);
});

test('a child is chosen by any of the groups; not settled is not recorded, not eligible is recorded otherwise', () => {
  const risk = (group: string | null) => factsOf({ risks: { 'mll-10': group } });
  const values = ['mll-10-HR', 'mll-10-IR'];
  expect(judge(risk('IR'), 'risk', values)).toEqual({ included: true, since: null });
  expect(judge(risk('LR'), 'risk', values)).toEqual({ included: false, why: 'otherwise' });
  expect(judge(risk('not-eligible'), 'risk', values)).toEqual({ included: false, why: 'otherwise' });
  expect(judge(risk(null), 'risk', values)).toEqual({ included: false, why: 'not-recorded' });
});
