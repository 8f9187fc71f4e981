import { describe, expect, test } from 'vitest';
import { CONTRADICTIONS, setAsideContradictions } from './contradictions';
import type { Facts } from '../facts';

const [K1, K2, K3] = CONTRADICTIONS.map((contradiction) => contradiction.message);

describe('setAsideContradictions', () => {
  test.each<[string, Facts, Facts, { facts: string[]; message: unknown }[]]>([
    [
      'germline with a partner',
      { ageDays: 9, kmt2a: 'germline', kmt2aPartner: 'other' },
      { ageDays: 9 },
      [{ facts: ['kmt2a', 'kmt2aPartner'], message: K1 }],
    ],
    [
      'not evaluable with a status',
      { kmt2aEvaluable: false, kmt2a: 'rearranged' },
      {},
      [{ facts: ['kmt2a', 'kmt2aEvaluable'], message: K2 }],
    ],
    [
      'not evaluable with a partner',
      { kmt2aEvaluable: false, kmt2aPartner: 'AFF1' },
      {},
      [{ facts: ['kmt2aEvaluable', 'kmt2aPartner'], message: K2 }],
    ],
    [
      'not evaluable with germline and a partner: found in the facts as received, all three set aside',
      { kmt2aEvaluable: false, kmt2a: 'germline', kmt2aPartner: 'AFF1', wbc: 3 },
      { wbc: 3 },
      [
        { facts: ['kmt2a', 'kmt2aPartner'], message: K1 },
        { facts: ['kmt2a', 'kmt2aEvaluable', 'kmt2aPartner'], message: K2 },
      ],
    ],
    [
      '1000 blasts and a good response',
      { day8Blasts: 1000, prednisoneResponse: 'good' },
      {},
      [{ facts: ['day8Blasts', 'prednisoneResponse'], message: K3 }],
    ],
    [
      '999.9 blasts and a poor response',
      { day8Blasts: 999.9, prednisoneResponse: 'poor' },
      {},
      [{ facts: ['day8Blasts', 'prednisoneResponse'], message: K3 }],
    ],
    [
      'a count and a response not evaluable',
      { day8Blasts: 0, prednisoneResponse: 'not-evaluable' },
      {},
      [{ facts: ['day8Blasts', 'prednisoneResponse'], message: K3 }],
    ],
  ])('sets aside %s', (_title, facts, remaining, conflicts) => {
    expect(setAsideContradictions(facts)).toEqual({ facts: remaining, conflicts });
  });

  test.each<[string, Facts]>([
    ['a rearrangement with a partner, evaluable', { kmt2a: 'rearranged', kmt2aPartner: 'AFF1', kmt2aEvaluable: true }],
    ['germline, evaluable', { kmt2a: 'germline', kmt2aEvaluable: true, kmt2aPartner: null }],
    ['not evaluable alone', { kmt2aEvaluable: false, kmt2a: null, kmt2aPartner: null }],
    ['1000 blasts and a poor response', { day8Blasts: 1000, prednisoneResponse: 'poor' }],
    ['999.9 blasts and a good response', { day8Blasts: 999.9, prednisoneResponse: 'good' }],
    ['a response without a count', { day8Blasts: null, prednisoneResponse: 'poor' }],
    ['no remission with low MRD', { remissionEoi: false, mrdEoi: 0 }],
    ['different CNS statuses on two days', { cns: 'CNS3', cnsDay8: 'CNS1' }],
  ])('keeps %s', (_title, facts) => {
    expect(setAsideContradictions(facts)).toEqual({ facts, conflicts: [] });
  });

  test('leaves the facts it was given as they were', () => {
    const facts: Facts = Object.freeze({ kmt2a: 'germline', kmt2aPartner: 'AFF1' });
    setAsideContradictions(facts);
    expect(facts).toEqual({ kmt2a: 'germline', kmt2aPartner: 'AFF1' });
  });
});
