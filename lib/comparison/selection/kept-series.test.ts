import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TrialSchema } from '@/lib/registry/schema';
import { keptByChoice } from './kept-series';

const folder = new URL('../../../seed/trials/', import.meta.url);
const all = readdirSync(folder).flatMap((file) => {
  const trial = TrialSchema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  return trial.estimates.map((estimate) => ({ ...estimate, trial: trial.slug, acronym: trial.acronym }));
});
const valuesOf = (ids: readonly string[]): string[] =>
  ids.map((id) => {
    const figure = all.find((one) => one.id === id);
    return `${figure?.acronym} ${figure?.endpoint} ${figure?.timeYears} ${figure?.estimate}`;
  });

// Expected as the publications print them (seed/trials).
describe('another choice keeps the trials', () => {
  const rearranged = ['interfant-06-efs-6y-kmt2a-r', 'interfant-99-efs-4y-kmt2a-r', 'mll-03-efs-4y-kmt2a-r-hr'];

  test('another endpoint takes their figure of the same stratum, and names those without', () => {
    const { ids, without } = keptByChoice(rearranged, 'EFS', all).endpoint.OS;
    expect(valuesOf(ids)).toEqual(['MLL03 OS 4 67.2']);
    // Only parts of the rearranged infants have an overall survival there: high risk, a selected control.
    expect([...without].sort()).toEqual(['Interfant-06', 'Interfant-99']);
  });

  test('another population takes their figure of it', () => {
    const { ids, without } = keptByChoice(rearranged, 'EFS', all).population.g;
    expect(valuesOf(ids).sort()).toEqual(['Interfant-06 EFS 6 73.9', 'Interfant-99 EFS 4 74']);
    expect(without).toEqual(['MLL03']);
    expect(valuesOf(keptByChoice(rearranged, 'EFS', all).population.all.ids).sort()).toEqual([
      'Interfant-06 EFS 6 46.1',
      'Interfant-99 EFS 4 47',
    ]);
  });

  test('an arm keeps its arm', () => {
    const arms = ['interfant-06-dfs-6y-kmt2a-r-ade-mae', 'interfant-06-dfs-6y-kmt2a-r-ib'];
    const kept = valuesOf(keptByChoice(arms, 'DFS', all).endpoint.OS.ids);
    expect(kept.every((value) => !value.includes('58.2') && !value.includes('29.9'))).toBe(true);
  });

  test('the same endpoint is the same figures', () => {
    expect([...keptByChoice(rearranged, 'EFS', all).endpoint.EFS.ids].sort()).toEqual([...rearranged].sort());
  });
});
