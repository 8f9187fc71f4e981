import { FACT_DEFINITIONS, isFactName, type DecisionPoint, type Facts } from '@/lib/risk/facts';
import { comesAfter } from '@/lib/risk/prepared-rule-set';
import type { PatientRecord } from '../records/record';
import { readByPcr, readPercent, type MrdNote } from './mrd';

/** What the rules may know about a stored patient, and what has to be said about how it was read. */
export type PatientFacts = { facts: Facts; notes: MrdNote[] };

/**
 * The facts of the risk rules in a stored patient. What is not recorded stays unknown, contradictions are handed on as
 * they stand (the rules set them aside and name them), and nothing is derived from another entry: no remission from its
 * date, none denied because of an induction failure. Results of MRD count at the time point they are recorded for; see
 * `readPercent` and `readByPcr`.
 */
export function toFacts({
  identity,
  features,
  response,
  records,
}: Pick<PatientRecord, 'identity' | 'features' | 'response' | 'records'>): PatientFacts {
  const at = (timePoint: 'end-of-induction' | 'after-blina-1' | 'after-hr1'): PatientRecord['records']['mrd'] =>
    records.mrd.filter((sample) => sample.timePoint === timePoint);
  const endOfInduction = readPercent('mrdEoi', at('end-of-induction'));
  const afterBlinatumomab = readPercent('mrdBlina1', at('after-blina-1'));
  const afterHr1 = readByPcr('mrdHr1', at('after-hr1'));
  const { kmt2a, kmt2aEvaluable, kmt2aPartner, wbc, cns } = features;
  const { day8Blasts, prednisoneResponse, cnsDay8, remissionEoi } = response;
  const facts: Required<Facts> = {
    ageDays: identity.ageDays,
    kmt2a,
    kmt2aEvaluable,
    kmt2aPartner,
    wbc,
    cns,
    cnsDay8,
    day8Blasts,
    prednisoneResponse,
    remissionEoi,
    mrdEoi: endOfInduction.value,
    mrdBlina1: afterBlinatumomab.value,
    mrdHr1: afterHr1.value,
  };
  return {
    facts: knownOf(facts, () => true),
    notes: [...endOfInduction.notes, ...afterBlinatumomab.notes, ...afterHr1.notes],
  };
}

/** The facts that are available by a point of treatment; what comes later is left out. */
export function factsUpTo(facts: Facts, point: DecisionPoint): Facts {
  return knownOf(facts, (at) => !comesAfter(at, point));
}

function knownOf(facts: Facts, wanted: (at: DecisionPoint) => boolean): Facts {
  return Object.fromEntries(
    Object.entries(facts).filter(
      ([name, value]) => value !== null && isFactName(name) && wanted(FACT_DEFINITIONS[name].at),
    ),
  );
}
