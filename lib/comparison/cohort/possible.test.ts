import { describe, expect, test } from 'vitest';
import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import { NO_FILTERS, type CohortFilters } from './filters';
import { riskContradicts } from './possible';
import { RISK_VALUES } from './risk-at-start';

// Interfant-06: low risk is germline KMT2A; high risk is rearranged KMT2A, under six months, with 300 white cells or a poor response.
describe('a choice that no child can fulfil', () => {
  test.each<[Partial<CohortFilters>, Kmt2aStratum, boolean]>([
    [{ risk: ['interfant-06-HR'] }, 'g', true],
    [{ risk: ['interfant-06-LR'] }, 'r', true],
    [{ risk: ['interfant-06-HR'], age: ['from-6-months'] }, 'all', true],
    [{ risk: ['interfant-06-HR'], wbc: ['wbc-under-100'], day8: ['good'] }, 'r', true],
    [{ risk: ['interfant-06-HR', 'interfant-06-IR'], age: ['from-6-months'] }, 'all', false],
    [{ risk: ['interfant-06-HR'], wbc: ['wbc-under-100'], day8: ['poor'] }, 'r', false],
    [{ risk: ['interfant-06-HR'] }, 'r', false],
    [{ age: ['from-6-months'] }, 'g', false],
  ])('%j with KMT2A %s: %s', (filters, kmt2a, contradicts) =>
    expect(riskContradicts({ ...NO_FILTERS, ...filters }, kmt2a)).toBe(contradicts),
  );

  test('every group that a reader can choose has some child', () => {
    for (const risk of RISK_VALUES) expect(riskContradicts({ ...NO_FILTERS, risk: [risk] }, 'all'), risk).toBe(false);
  });
});
