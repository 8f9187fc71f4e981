import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VOCABULARY } from '@/lib/patients/vocabulary';
import { DECISION_POINTS, GROUPS } from '@/lib/risk/facts';
import { CURVE_STATUSES } from '@/lib/registry/curves/schema';
import * as evidence from '@/lib/registry/vocabulary';
import { createTestDatabase, type TestDatabase } from './testing/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The words that a CHECK constraint allows, as PostgreSQL prints them. */
async function wordsOf(constraint: string): Promise<string[]> {
  const { rows } = await database.owner.query<{ definition: string }>(
    'SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1',
    [constraint],
  );
  return [...(rows[0]?.definition ?? '').matchAll(/'([^']+)'::text/g)].map((match) => match[1] ?? '').sort();
}

describe('the database and the program know the same words', () => {
  test.each<[string, readonly string[]]>([
    ['reference_type', evidence.REFERENCE_TYPES],
    ['trial_kind', evidence.TRIAL_KINDS],
    ['trial_phase', evidence.PHASES],
    ['trial_status', evidence.STATUSES],
    ['arm_kind', evidence.ARM_KINDS],
    ['stratum_risk_group', evidence.RISK_GROUPS],
    ['estimate_endpoint', evidence.ENDPOINTS],
    ['estimate_time_zero', evidence.TIME_ZEROS],
    ['estimate_stratum_kmt2a', evidence.KMT2A_STRATA],
    ['estimate_stratum_risk', evidence.RISK_STRATA],
    ['estimate_extraction', evidence.EXTRACTIONS],
    ['estimate_source_level', evidence.SOURCE_LEVELS],
    ['discrepancy_reason', evidence.DISCREPANCY_REASONS],
    ['reconstructed_curve_endpoint', evidence.SURVIVAL_ENDPOINTS],
    ['reconstructed_curve_time_zero', evidence.TIME_ZEROS],
    ['reconstructed_curve_stratum_kmt2a', evidence.KMT2A_STRATA],
    ['reconstructed_curve_stratum_risk', evidence.RISK_STRATA],
    ['reconstructed_curve_status', CURVE_STATUSES],
    ['disease_fact_qualifier', evidence.FACT_QUALIFIERS],
    ['patient_sex', VOCABULARY.sex],
    ['diagnosis_features_partner', VOCABULARY.kmt2aPartner],
    ['diagnosis_features_cns', VOCABULARY.cns],
    ['diagnosis_features_immunophenotype', VOCABULARY.immunophenotype],
    ['response_prednisone', VOCABULARY.prednisoneResponse],
    ['response_cns_day8', VOCABULARY.cns],
    ['mrd_time_point', VOCABULARY.mrdTimePoint],
    ['mrd_method', VOCABULARY.mrdMethod],
    ['mrd_result', VOCABULARY.mrdResult],
    ['treatment_class', VOCABULARY.treatmentClass],
    ['transplant_donor', VOCABULARY.donor],
    ['transplant_conditioning', VOCABULARY.conditioning],
    ['transplant_remission', VOCABULARY.remissionStatus],
    ['clinical_event_kind', VOCABULARY.eventKind],
    ['clinical_event_relapse_sites', VOCABULARY.relapseSite],
    ['clinical_event_lineage', VOCABULARY.lineage],
    ['follow_up_status', VOCABULARY.followUpStatus],
    ['risk_override_decision_point', DECISION_POINTS],
    ['risk_override_computed_group', GROUPS],
    ['risk_override_assigned_group', GROUPS],
  ])('%s', async (constraint, words) => {
    expect(await wordsOf(constraint)).toEqual([...words].sort());
  });
});
