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
  'baseline_fact',
  'discrepancy',
  'disease_fact',
  'disease_statement',
  'reconstructed_curve',
  'curve_point',
  'number_at_risk',
];
/** Records of a patient's course may be withdrawn; the audit keeps what they said. The patient may not. */
const COURSE = ['mrd_measurement', 'treatment', 'transplant', 'clinical_event', 'follow_up'];

/** Everything the program's role may do. What is not listed it may not. */
const GRANTS: readonly (readonly [privileges: string, tables: readonly string[]])[] = [
  ['SELECT', [...EVIDENCE, 'evidence_version', 'site', 'app_user', 'membership', 'audit_entry']],
  ['UPDATE (failed_sign_ins, locked_until)', ['app_user']],
  ['SELECT, INSERT, UPDATE', ['patient', 'diagnosis_features', 'response']],
  ['SELECT, INSERT, UPDATE, DELETE', COURSE],
  ['SELECT, INSERT', ['risk_override']],
  ['SELECT, INSERT, DELETE', ['entry_submission']],
  ['SELECT, INSERT, UPDATE, DELETE', ['entry_draft']],
  ['INSERT', ['reconstructed_curve', 'curve_point', 'number_at_risk']],
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
