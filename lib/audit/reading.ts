import { z } from 'zod';
import { checkedText, choice, patterned } from '@/lib/address/fields';
import type { AddressSchema } from '@/lib/address/reading';
import { isDay } from '@/lib/patients/calendar';

/** What an entry gives for its reason that the shipped evidence wrote. */
export const EVIDENCE_LOAD = 'evidence:load';

export const AUDIT_ACTIONS = [
  'insert',
  'update',
  'delete',
  'read',
  'export',
  'import',
  'sign-in',
  'sign-out',
  'sign-in-failed',
  'erase',
] as const;
/** What entries are of: tables by their stored names, and the import of a sheet. Files that were taken have names of their own. */
export const AUDIT_SUBJECTS = [
  'app_user',
  'membership',
  'site',
  'role_rule',
  'patient',
  'diagnosis_features',
  'response',
  'mrd_measurement',
  'treatment',
  'transplant',
  'clinical_event',
  'follow_up',
  'risk_override',
  'finding_exception',
  'field_query_entry',
  'patient_bin',
  'patient_merge',
  'patient_signature',
  'source_verification',
  'state_change',
  'reconstructed_curve',
  'curve_point',
  'number_at_risk',
  'curve_reading',
  'curve_second_reading',
  'curve_sight',
  'audit_entry',
  'saved_cohort',
  'figure_release',
  'network_step',
  'network_release',
  'import',
  'evidence',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Which entries are asked for. Days are in UTC, both included; `before`: entries older than this one. */
export type AuditFilter = Readonly<{
  person: string | null;
  patient: string | null;
  kind: AuditAction | null;
  from: string | null;
  to: string | null;
  before: string | null;
}>;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/iu;
/** A day that the calendar has. */
const day = () =>
  checkedText((text) => (isDay(text) ? null : { code: 'not-valid', expected: { kind: 'day' } }))
    .nullable()
    .default(null);
const id = () => patterned(UUID, 'id').nullable().default(null);

export const auditQuerySchema: AddressSchema<AuditFilter> = z.object({
  person: id(),
  patient: id(),
  kind: choice(AUDIT_ACTIONS).nullable().default(null),
  from: day(),
  to: day(),
  before: patterned(/^\d{1,18}$/u, 'id')
    .nullable()
    .default(null),
});
