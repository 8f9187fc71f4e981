import type { GroupFacts } from '../groups/groupings';

/** A child of 100 days with rearranged KMT2A of whom nothing else is recorded; `changes` say the rest. */
export function factsOf(changes: Partial<GroupFacts> = {}): GroupFacts {
  return {
    patientId: 'p',
    siteName: 'Site',
    protocol: null,
    protocolSlug: null,
    arm: null,
    armSince: null,
    sex: null,
    lineage: null,
    ageDays: 100,
    kmt2a: 'rearranged',
    partner: null,
    wbc: null,
    cns: null,
    prednisoneResponse: null,
    day8Blasts: null,
    mrd: [],
    blinatumomabSince: null,
    risks: {},
    cohortSince: null,
    ...changes,
  };
}
