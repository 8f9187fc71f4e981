import type pg from 'pg';

const EVIDENCE = [
  'reference',
  'trial',
  'registration',
  'intervention',
  'arm',
  'stratum',
  'endpoint_definition',
  'estimate',
  'report',
  'baseline_fact',
  'discrepancy',
  'disease_fact',
  'disease_statement',
  'appraisal',
  'review_protocol',
  'review_question',
  'reconstructed_curve',
  'curve_point',
  'number_at_risk',
  'curve_reading',
  'curve_second_reading',
];
/** Records of a patient's course may be withdrawn; the audit keeps what they said. The patient may not. */
const COURSE = ['mrd_measurement', 'treatment', 'transplant', 'clinical_event', 'follow_up'];

/** What is said about a record beside its data. */
const BESIDE = ['state_change', 'field_query_entry', 'finding_exception', 'source_verification', 'patient_signature'];

/** Everything the program's role may do. What is not listed it may not. */
const GRANTS: readonly (readonly [privileges: string, tables: readonly string[]])[] = [
  ['SELECT', [...EVIDENCE, 'evidence_version', 'site', 'membership', 'role_rule', 'audit_entry']],
  // Row-level security opens what follows to administrators; columns with secrets are not among it.
  ['SELECT (id, email, display_name, disabled_at, created_at, last_sign_in_at, second_factor_at)', ['app_user']],
  ['INSERT (email, display_name, session_version, created_at), UPDATE (display_name, disabled_at)', ['app_user']],
  ['INSERT, DELETE, UPDATE (expires_at)', ['membership']],
  ['INSERT (code, name, made_up, created_at, signatures), UPDATE (name)', ['site']],
  ['UPDATE (second_factor, alone)', ['role_rule']],
  ['SELECT, INSERT, UPDATE', ['site_settings', 'patient', 'diagnosis_features', 'response']],
  ['SELECT, INSERT, UPDATE, DELETE', COURSE],
  ['SELECT, INSERT', ['risk_override']],
  ['SELECT', ['patient_state', ...BESIDE, 'patient_bin', 'patient_merge']],
  // Who wrote a row and when is for the database to say.
  ['INSERT (patient_id, site_id, state, reason)', ['state_change']],
  ['INSERT (query_id, patient_id, site_id, part, record_id, field, action, text)', ['field_query_entry']],
  ['INSERT (patient_id, site_id, rule, part, record_id, field, seen, accepted, reason)', ['finding_exception']],
  ['INSERT (patient_id, site_id, part, record_id, verified)', ['source_verification']],
  ['INSERT (patient_id, site_id, meaning, digest)', ['patient_signature']],
  ['INSERT (patient_id, site_id, reason), UPDATE (erasure_at), DELETE', ['patient_bin']],
  ['INSERT (site_id, kept_id, merged_id, moved, before, after, reason), UPDATE (undone_at)', ['patient_merge']],
  ['SELECT, INSERT, UPDATE', ['patient_check']],
  ['SELECT, INSERT', ['patient_observation']],
  ['SELECT, UPDATE (marked_in), DELETE', ['observation_due']],
  ['SELECT', ['observation_program', 'patient_double', 'patient_doubled', 'list_due']],
  ['SELECT, INSERT, DELETE', ['entry_submission']],
  ['SELECT, INSERT, UPDATE, DELETE', ['entry_draft']],
  ['SELECT, INSERT, DELETE', ['import_file', 'import_piece', 'import_finding']],
  // Who a new patient may be is known once all of a file is read.
  ['UPDATE (said)', ['import_finding']],
  ['SELECT, INSERT, UPDATE, DELETE', ['import_job']],
  ['SELECT, INSERT, UPDATE', ['import_column']],
  ['SELECT, INSERT (site_id, kind, scope, meaning, word, plain), DELETE', ['import_word']],
  ['SELECT, INSERT, DELETE, UPDATE (name, query, figures, saved_at)', ['saved_cohort']],
  ['SELECT, INSERT, UPDATE (withdrawn_at)', ['figure_release']],
  // A release is written by `make_network_release`; what each child contributed to it nobody reads.
  ['SELECT, INSERT (site_id, joins, reason)', ['network_step']],
  ['SELECT', ['network_release']],
  // Who imported and when is for the database to say; `undo_import` takes an import back.
  ['SELECT', ['patient_import', 'patient_import_row']],
  ['INSERT (id, site_id, file_name, reason, added, changed)', ['patient_import']],
  ['INSERT', ['patient_import_row']],
  ['INSERT', ['reconstructed_curve', 'curve_point', 'number_at_risk', 'curve_reading', 'curve_second_reading']],
  // Who proposed and when is what a trigger writes; `approve_evidence_proposal` writes what was approved.
  ['SELECT, INSERT, UPDATE (status, decision_reason)', ['evidence_proposal']],
  ['SELECT, INSERT, UPDATE, DELETE', ['evidence_draft']],
  ['SELECT, INSERT, UPDATE', ['evidence_seen']],
  // Who read a record and when is for the database to say.
  ['SELECT, INSERT', ['register_record', 'second_reading', 'curve_sight']],
  ['UPDATE (status, withdrawal_reason)', ['reconstructed_curve']],
];

/** The connection of the program's role that belongs to an owner's connection: same server, same database. */
export function appUrlFor(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = `${decodeURIComponent(url.pathname.slice(1))}_app`;
  url.password = encodeURIComponent(password);
  return url.toString();
}

/**
 * Makes the role that the program connects as and gives it exactly the rights above. It owns nothing and cannot pass by
 * row-level security. An existing role keeps its password unless `setPassword`: a program that serves has it in use. Throws where an existing role is stronger than that, or the owner may not create roles.
 */
export async function ensureAppRole(owner: pg.Client, appUrl: string, { setPassword = false } = {}): Promise<void> {
  const url = new URL(appUrl);
  const role = decodeURIComponent(url.username);
  const name = owner.escapeIdentifier(role);
  const password = owner.escapeLiteral(decodeURIComponent(url.password));
  const { rows } = await owner.query<{ strong: boolean; owner: boolean }>(
    `SELECT rolsuper OR rolbypassrls OR rolcreaterole AS strong,
            EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace) AS owner
     FROM pg_roles r WHERE rolname = $1`,
    [role],
  );
  const existing = rows[0];
  if (existing?.strong || existing?.owner)
    throw new Error(
      `the role ${role} is too strong for the program: it must own nothing and must not be able to pass by row-level security`,
    );
  if (existing === undefined)
    await owner.query(`CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD ${password}`);
  else if (setPassword) await owner.query(`ALTER ROLE ${name} PASSWORD ${password}`).catch(ignoreMissingRight);

  const { rows: here } = await owner.query<{ name: string }>('SELECT current_database() AS name');
  const database = owner.escapeIdentifier(here[0]?.name ?? '');
  await owner.query(`BEGIN;
    REVOKE ALL ON DATABASE ${database} FROM PUBLIC;
    GRANT CONNECT ON DATABASE ${database} TO ${name};
    GRANT USAGE ON SCHEMA public TO ${name};
    REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${name};
    ${GRANTS.map(([privileges, tables]) => `GRANT ${privileges} ON ${tables.join(', ')} TO ${name};`).join('\n')}
    COMMIT`);
}

/** An administrator may have made the role; then its password is theirs, and signing in decides. */
function ignoreMissingRight(error: unknown): void {
  if ((error as { code?: string }).code !== '42501') throw error;
}
