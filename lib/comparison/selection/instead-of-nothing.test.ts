import { expect, test } from 'vitest';
import { readTrials } from '@/lib/registry/testing/catalogue';
import { known } from '@/lib/registry/testing/known-figures';
import { insteadOfNothing } from './instead-of-nothing';

const figures = readTrials().flatMap(({ slug, acronym, estimates }) =>
  known(estimates).map((figure) => ({ ...figure, trial: slug, acronym })),
);

// The sources: relapse-free survival after CAR-T of CHOP (67 % of 13 rearranged), CIBMTR and PLAT, each from no stated day.
test('without a figure of the endpoint in the population, who has it of others and what the population has', () => {
  const instead = insteadOfNothing({ endpoint: 'RFS', population: 'g' }, figures);
  expect(instead.undrawable).toBe(false);
  expect(
    instead.populations.map(({ population, drawable, studies }) => [
      population,
      drawable,
      studies.map(({ slug }) => slug),
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['r', false, ['chop-cart-kmt2a-infant']],
      ['all', false, ['chop-cart-kmt2a-infant', 'cibmtr-tisa', 'plat-infant-cart']],
    ]),
  );
  // Pieters 2019 (Interfant-06): 6-year EFS 73.9 % and OS 87.2 % of germline infants.
  expect(instead.endpoints).toEqual(expect.arrayContaining(['EFS', 'OS']));
  expect(instead.endpoints).not.toContain('RFS');
});

test('figures that no chart can draw are not denied', () => {
  const instead = insteadOfNothing({ endpoint: 'RFS', population: 'r' }, figures);
  expect(instead.undrawable).toBe(true);
  expect(instead.populations.map(({ population }) => population)).toEqual(['all']);
});
