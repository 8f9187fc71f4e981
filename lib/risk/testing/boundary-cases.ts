import type { FactName, Facts } from '../facts';

/** Each fact unknown, on its cut points and beside them. */
const BOUNDARY_VALUES: Record<string, readonly Facts[]> = {
  ageDays: [{}, ...[0, 89, 90, 179, 180, 182, 183, 364, 365, 366, 395, 396].map((ageDays) => ({ ageDays }))],
  kmt2a: [
    {},
    { kmt2a: 'germline' },
    { kmt2a: 'rearranged' },
    { kmt2a: 'rearranged', kmt2aPartner: 'AFF1' },
    { kmt2aPartner: 'MLLT1' },
    { kmt2aEvaluable: false },
    { kmt2aEvaluable: true },
  ],
  wbc: [{}, { wbc: 299.9 }, { wbc: 300 }],
  day8Blasts: [{}, { day8Blasts: 999.9 }, { day8Blasts: 1000 }, { prednisoneResponse: 'not-evaluable' }],
  cns: [{}, { cns: 'CNS1' }, { cns: 'CNS2' }, { cns: 'CNS3' }],
  cnsDay8: [{}, { cnsDay8: 'CNS1' }, { cnsDay8: 'CNS2' }, { cnsDay8: 'CNS3' }],
  remissionEoi: [{}, { remissionEoi: true }, { remissionEoi: false }],
  mrdEoi: [{}, ...[0, 0.049, 0.05, 0.099, 0.1, 0.999, 1].map((mrdEoi) => ({ mrdEoi }))],
  mrdBlina1: [{}, { mrdBlina1: 0.01 }, { mrdBlina1: 0.0101 }],
  mrdHr1: [{}, { mrdHr1: 'negative' }, { mrdHr1: 'positive' }],
};

/**
 * Facts on and beside every cut point, in all combinations of the facts named; then, for an infant of 250 days with a
 * rearrangement, all combinations of the facts of restratification.
 */
export function boundaryCases(facts: readonly FactName[]): Facts[] {
  const later = combinations(['remissionEoi', 'mrdEoi', 'mrdBlina1']).map(
    (known): Facts => ({ ageDays: 250, kmt2a: 'rearranged', ...known }),
  );
  return [...combinations(facts), ...later];
}

function combinations(facts: readonly FactName[]): Facts[] {
  return facts.reduce(
    (cases: Facts[], fact) =>
      cases.flatMap((known) => (BOUNDARY_VALUES[fact] ?? [{}]).map((values) => ({ ...known, ...values }))),
    [{}],
  );
}
