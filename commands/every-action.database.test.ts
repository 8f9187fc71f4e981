import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addCase, addPerson, CASE_TABLES } from '@/prisma/testing/cases';
import { createTestDatabase, type TestDatabase } from '@/prisma/testing/database';
import { root } from './build';

/** What a browser and the framework give an action; who it is, rights and data are the program's and the database's. */
const request = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock('next-auth', () => ({
  getServerSession: () => Promise.resolve(request.sessionId === null ? null : { sessionId: request.sessionId }),
}));
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }));
vi.mock('next/headers', () => ({
  cookies: () => Promise.resolve({ get: () => undefined, set: () => undefined }),
  headers: () =>
    Promise.resolve(new Headers(request.sessionId === null ? {} : { cookie: 'next-auth.session-token=sealed' })),
}));

const WHO = ['visitor', 'researcher', 'data-manager', 'monitor', 'stranger', 'curator', 'administrator'] as const;
type Who = (typeof WHO)[number];
type Rule = Readonly<{ may: readonly Who[]; sends: () => readonly unknown[] }>;

const PSEUDONYM = 'NOT-FOR-STRANGERS';
const place = { part: 'patient', recordId: '', field: 'sex' };
let patientId = '';
let siteId = '';
const form = (fields: Record<string, string>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries({ patientId, siteId, version: '1', ...fields })) data.set(name, value);
  return data;
};
const managers = (fields: Record<string, string> = {}): Rule => ({
  may: ['data-manager', 'stranger'],
  sends: () => [form(fields)],
});
const ofPatient = (fields: Record<string, string>, may: readonly Who[] = ['data-manager']): Rule => ({
  may,
  sends: () => [form(fields)],
});
const reviewed = (fields: Record<string, string>): Rule => ofPatient(fields, ['data-manager', 'monitor']);
const child = { pseudonym: 'NEW-1', ageDays: '60', diagnosisDate: '2020-02-02' };
const record = { recordKind: 'follow-up', date: '2022-05-05', status: 'alive-in-remission' };
const reason = 'as the clinic asked for it';

/**
 * Who may have each server action done to a patient of the site of `data-manager` and `monitor`; the stranger manages the
 * patients of another site. An action without a rule fails the first test.
 */
const RULES: Readonly<Record<string, Rule | string>> = {
  'lib/access/actions.ts administerAction': ofPatient({ do: 'add-site', code: 'NEW', name: 'New' }, ['administrator']),
  'lib/access/actions.ts ownAccountAction': ofPatient({ do: 'end-others' }, WHO.slice(1)),
  'lib/access/actions.ts openLinkAction': 'takes the token of a one-time link, whoever sends it; tested with the links',
  'lib/patients/actions.ts addPatientAction': ofPatient({ ...child, patientId: '' }),
  'lib/patients/actions.ts editPatientAction': ofPatient(child),
  'lib/patients/actions.ts saveRecordAction': ofPatient(record),
  'lib/patients/actions.ts saveCourseAction': ofPatient({ rows: '[]' }),
  'lib/patients/actions.ts removeRecordAction': ofPatient(record),
  'lib/patients/actions.ts addRiskOverrideAction': ofPatient({
    decisionPoint: 'diagnosis',
    assignedGroup: 'HR',
    assignedOn: '2020-05-05',
    reason,
  }),
  'lib/patients/actions.ts chooseColumnsAction': 'keeps in the own browser which columns a list shows, nothing else',
  'lib/patients/actions.ts saveSiteSettingsAction': ofPatient({ followUpMonths: '6', pseudonymPattern: '' }),
  'lib/patients/actions.ts findDoublesAction': ofPatient({ ageDays: '100', diagnosisDate: '2021-01-01' }),
  'lib/patients/actions.ts keepDraftAction': {
    may: ['data-manager'],
    sends: () => [form({ form: `edit:${patientId}` })],
  },
  'lib/patients/keeping/actions.ts changeStateAction': ofPatient({ state: 'locked' }),
  'lib/patients/keeping/actions.ts queryAction': reviewed({ ...place, action: 'open', text: 'please look again' }),
  'lib/patients/keeping/actions.ts acceptFindingAction': ofPatient({
    ...place,
    rule: 'not-eligible',
    accept: 'yes',
    reason,
  }),
  'lib/patients/keeping/actions.ts verifyAction': reviewed({ ...place, verified: 'no' }),
  'lib/patients/keeping/actions.ts signAction': reviewed({ meaning: 'reviewed', password: 'not the password' }),
  'lib/patients/keeping/actions.ts putBackAction': ofPatient(record),
  'lib/patients/keeping/actions.ts binAction': ofPatient({ reason }),
  'lib/patients/keeping/actions.ts restoreAction': ofPatient({}),
  'lib/patients/keeping/actions.ts askForErasureAction': ofPatient({}),
  'lib/patients/keeping/actions.ts eraseAction': ofPatient({}),
  'lib/patients/keeping/actions.ts mergeAction': managers({ reason }),
  'lib/patients/keeping/actions.ts findToMergeAction': ofPatient({ pseudonym: 'NEW-1' }),
  'lib/patients/keeping/actions.ts undoMergeAction': managers(),
  'lib/patients/keeping/actions.ts siteSignaturesAction': ofPatient({ asked: 'yes' }),
  'lib/comparison/bundle/actions.ts bundleAction': managers({ query: 'endpoint=EFS' }),
  'lib/comparison/network/actions.ts eventTableAction': managers({ query: 'endpoint=EFS' }),
  'lib/comparison/network/actions.ts decideOnSiteAction': {
    may: ['data-manager', 'administrator'],
    sends: () => [form({ site: siteId, joins: 'yes', reason })],
  },
  'lib/comparison/network/actions.ts makeReleaseAction': { may: ['administrator'], sends: () => [form({})] },
  'lib/comparison/network/actions.ts withdrawReleasesAction': {
    may: ['administrator'],
    sends: () => [form({ reason })],
  },
  'lib/comparison/saved/actions.ts saveCohortAction': managers({ query: 'endpoint=EFS', name: 'Mine' }),
  'lib/comparison/saved/actions.ts renameCohortAction': managers({ id: child.pseudonym, name: 'Other' }),
  'lib/comparison/saved/actions.ts deleteCohortAction': managers({ id: child.pseudonym }),
  'lib/comparison/saved/actions.ts acceptFiguresAction': managers({ id: child.pseudonym, query: 'endpoint=EFS' }),
  'lib/comparison/saved/actions.ts releaseFigureAction': managers({ query: 'endpoint=EFS', release: 'yes' }),
  'lib/registry/curves/actions.ts proposeCurveAction': { may: ['curator'], sends: () => [{}] },
  'lib/registry/curves/actions.ts proposeReadCurvesAction': { may: ['curator'], sends: () => [{}] },
  'lib/registry/curves/actions.ts readCurveAgainAction': { may: ['curator'], sends: () => [{}] },
  'lib/registry/curves/actions.ts showWaitingCurveAction': { may: ['curator'], sends: () => [patientId] },
  'lib/registry/curves/actions.ts approveCurveAction': { may: ['curator'], sends: () => [patientId] },
  'lib/registry/curves/actions.ts withdrawCurveAction': { may: ['curator'], sends: () => [patientId, reason] },
  'lib/registry/proposals/actions.ts proposeCorrectionAction': {
    may: ['curator'],
    sends: () => ['x', 'y', { values: {}, began: {} }],
  },
  'lib/registry/proposals/actions.ts proposeFigureAction': { may: ['curator'], sends: () => ['x', {}] },
  'lib/registry/proposals/actions.ts proposePartAction': {
    may: ['curator'],
    sends: () => [{}, { values: {}, began: {} }],
  },
  'lib/registry/proposals/actions.ts proposeRetirementAction': {
    may: ['curator'],
    sends: () => [{}, { values: {}, began: {} }],
  },
  'lib/registry/proposals/actions.ts keepEvidenceDraftAction': { may: ['curator'], sends: () => ['x', {}] },
  'lib/registry/proposals/actions.ts readRegisterRecordAction': { may: ['curator'], sends: () => ['x', '{}'] },
  'lib/registry/proposals/actions.ts markSeenAction': { may: ['curator'], sends: () => ['2026-11-29T00:00:00.000Z'] },
  'lib/registry/proposals/actions.ts fetchRegisterRecordAction': {
    may: ['curator'],
    sends: () => ['x', 'NCT00000000'],
  },
  'lib/registry/proposals/actions.ts storeReadingAction': { may: ['curator'], sends: () => ['x', 'y', {}] },
  'lib/registry/proposals/actions.ts proposeReadingAction': {
    may: ['curator'],
    sends: () => ['x', {}, reason],
  },
  'lib/registry/proposals/actions.ts readReferenceAction': { may: ['curator'], sends: () => ['x'] },
  'lib/registry/proposals/actions.ts approveProposalAction': { may: ['curator'], sends: () => [patientId] },
  'lib/registry/proposals/actions.ts rejectProposalAction': { may: ['curator'], sends: () => [patientId, reason] },
};

const files = ['lib', 'app', 'components'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/u.test(file) && !/\.test\.tsx?$/u.test(file))
    .map((file) => path.join(folder, file)),
);
const actionFiles = files.filter((file) => /['"]use server['"]/u.test(readFileSync(path.join(root, file), 'utf8')));
type Action = (...sent: readonly unknown[]) => Promise<unknown>;
const actions = new Map<string, Action>();
const sessions = new Map<Who, string | null>();
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env['SESSION_SECRET'] = 'only-for-this-test-run-0123456789abcdef';
  process.env['APP_DATABASE_URL'] = database.appUrl;
  process.env['PUBLIC_URL'] = 'http://localhost';
  for (const who of WHO) {
    const role = who === 'stranger' ? 'data-manager' : who;
    const person =
      who === 'visitor'
        ? null
        : await addPerson(database, `${who}@clinic.example`, role, who === 'stranger' ? 'B' : 'A');
    sessions.set(who, person?.token() ?? null);
    if (who !== 'data-manager' || person === null) continue;
    siteId = person.siteId;
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    const patient = `INSERT INTO patient (id, site_id, pseudonym, age_days, diagnosis_date) VALUES ($1, $2, '${PSEUDONYM}', 100, '2021-01-01')`;
    patientId = await addCase(client, person, { ...CASE_TABLES, patient });
    await client.end();
  }
  for (const file of actionFiles) {
    const module = (await import(path.join(root, file))) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module))
      if (typeof value === 'function') actions.set(`${file} ${name}`, value as Action);
  }
});
afterAll(() => database.drop());

test('every server action has a rule, and none hides inside another file', () => {
  expect([...actions.keys()].sort()).toEqual(Object.keys(RULES).sort());
  for (const file of actionFiles)
    expect(readFileSync(path.join(root, file), 'utf8'), file).toMatch(/^['"]use server['"];/u);
});

/** Whether an answer says that something was not done for who asked. */
function isRefusal(answer: unknown): boolean {
  if (answer === false || (Array.isArray(answer) && answer.length === 0)) return true;
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false;
}

/** Why, where it is for want of a right; null: the right was there. */
function wantOfRight(answer: unknown): string | null {
  const { formError, refusal, refused } = (answer ?? {}) as Record<string, unknown>;
  const said = [formError, refusal, refused].find((one) => typeof one === 'string');
  return ['forbidden', 'sign-in-required'].find((one) => one === said) ?? null;
}

/** Everything that an action could have changed, sessions that were only seen excepted. */
async function stored(): Promise<string> {
  const { rows } = await database.owner.query<{ digest: string }>(
    `SELECT md5(string_agg(name || md5(query_to_xml(format('SELECT * FROM %I t ORDER BY t::text', name), true, true, '')::text), ',' ORDER BY name)) AS digest
     FROM (SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
       AND relname NOT IN ('user_session', 'attempt_count')) AS tables`,
  );
  return rows[0]?.digest ?? '';
}

const ruled = Object.entries(RULES).filter((rule): rule is [string, Rule] => typeof rule[1] !== 'string');

test.each(WHO)('what %s has no right to is refused, and nothing is written or told', async (who) => {
  request.sessionId = sessions.get(who) ?? null;
  const before = await stored();
  for (const [name, { may, sends }] of ruled) {
    if (may.includes(who)) continue;
    // What is sent without any form is refused, too.
    for (const sent of [sends(), []]) {
      const answer = await actions.get(name)?.(...sent);
      expect(isRefusal(answer), `${name}: ${JSON.stringify(answer)}`).toBe(true);
      // To a manager of another site the patient is not there; everybody else wants the right.
      if (typeof answer === 'object' && !Array.isArray(answer) && who !== 'stranger')
        expect(wantOfRight(answer), name).not.toBeNull();
      expect(JSON.stringify(answer), name).not.toContain(PSEUDONYM);
    }
  }
  expect(await stored()).toBe(before);
});

test.each(ruled)('%s has the right for whom its rule names', async (name, { may, sends }) => {
  for (const who of may) {
    request.sessionId = sessions.get(who) ?? null;
    expect(wantOfRight(await actions.get(name)?.(...sends())), who).toBeNull();
  }
});
