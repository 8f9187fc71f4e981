import { describe, expect, test } from 'vitest';
import type { EstimateStratum } from '@/lib/registry/schema';
import { sharedPatients } from './shared-patients';

const all: EstimateStratum = { kmt2a: 'all', risk: 'all', arm: null, age: null, other: null };
const group = (trialSlug: string, stratum: Partial<EstimateStratum> = {}, estimateId = trialSlug) => ({
  trialSlug,
  estimateId,
  stratum: { ...all, ...stratum },
});

describe('groups of one trial', () => {
  test.each<[string, Partial<EstimateStratum>, Partial<EstimateStratum>, boolean]>([
    ['all contain the rearranged', {}, { kmt2a: 'r' }, true],
    ['rearranged and germline exclude each other', { kmt2a: 'r' }, { kmt2a: 'g' }, false],
    ['two risk groups exclude each other', { risk: 'HR' }, { risk: 'IR' }, false],
    ['a risk group is part of the rest', { risk: 'HR' }, { kmt2a: 'r' }, true],
    ['two arms exclude each other', { arm: 'ib' }, { arm: 'ade-mae' }, false],
    ['below and above one age exclude each other', { age: '≤90 d' }, { age: '>90 d' }, false],
    ['two bounds overlap', { age: '<1 mo' }, { age: '<6 mo' }, true],
    ['an unnamed selection may share anybody', { other: { en: 'x', ru: 'x' } }, { other: { en: 'y', ru: 'y' } }, true],
  ])('%s', (_name, one, other, shared) => {
    expect(sharedPatients(group('t', one), group('t', other)) !== null).toBe(shared);
    expect(sharedPatients(group('t', other), group('t', one)) !== null).toBe(shared);
  });
});

describe('records of different trials', () => {
  test('share patients only where it is known', () => {
    expect(sharedPatients(group('mll-96'), group('mll-10'))).toBeNull();
    expect(sharedPatients(group('mll-96'), group('mll-96-98-pooled'))?.overlap).toMatchObject({
      how: 'joint-report',
      whole: 'mll-96-98-pooled',
    });
    expect(sharedPatients(group('mll-96', { kmt2a: 'r' }), group('mll-96-98-pooled', { kmt2a: 'g' }))).toBeNull();
  });
  test('the historical control of the blinatumomab pilot is part of Interfant-06, with the reason', () => {
    const control = group(
      'interfant-06',
      { kmt2a: 'r', other: { en: 'control', ru: 'контроль' } },
      'interfant-06-dfs-2y-kmt2a-r-blina-control',
    );
    const arm = group('interfant-06', { kmt2a: 'r', arm: 'ib' }, 'interfant-06-dfs-6y-kmt2a-r-ib');
    expect(sharedPatients(control, arm)?.overlap?.reason.en).toMatch(/historical control/);
    expect(sharedPatients(control, group('interfant-blina-pilot', { kmt2a: 'r' }))).toBeNull();
  });
});
