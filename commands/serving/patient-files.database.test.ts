import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import JSZip from 'jszip';
import { beforeAll, expect, test, vi } from 'vitest';
import { GET as getExport } from '@/app/api/patients/export/[file]/route';
import { GET as getListCsv } from '@/app/api/patients/list.csv/route';
import { GET as getListXlsx } from '@/app/api/patients/list.xlsx/route';
import type { Viewer } from '@/lib/access/policy';
import { EXPORT_FILES } from '@/lib/patients/export/files';
import { openSession, tokenOf } from '@/prisma/testing/sessions';
import { ensureDemo } from '@/seed/demo';
import { withEvidenceDatabase } from '@/seed/testing/evidence-database';

// Who may take patients away, what leaves under a filter, and what the audit says of it, asked as a browser asks.

const asking = vi.hoisted(() => ({ viewer: null as Viewer | null }));
vi.mock('@/lib/access/session/session.server', () => ({ getViewer: () => Promise.resolve(asking.viewer) }));
vi.mock('next/headers', () => ({ cookies: () => Promise.resolve({ get: () => undefined }) }));

const database = withEvidenceDatabase();
const ROLES = ['data-manager', 'monitor', 'researcher', 'curator', 'administrator'] as const;
const FILES = [...Object.keys(EXPORT_FILES), 'list.csv', 'list.xlsx'];
const viewers = new Map<string, Viewer>();

beforeAll(async () => {
  await ensureDemo(database().ownerUrl, 'only-for-this-test-run');
  for (const role of ROLES) viewers.set(role, await viewerOf(role));
});

async function viewerOf(role: (typeof ROLES)[number]): Promise<Viewer> {
  const { owner } = database();
  const { rows } = await owner.query<{ id: string; site_id: string | null }>(
    'SELECT u.id, m.site_id FROM app_user u LEFT JOIN membership m ON m.user_id = u.id AND m.site_id IS NOT NULL WHERE u.email = $1',
    [`${role}@demo.example`],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`The demonstration has no ${role}.`);
  await openSession(owner, row.id);
  const ofSite = role === 'data-manager' || role === 'monitor' || role === 'researcher';
  const site = {
    role: ofSite ? role : 'researcher',
    siteId: row.site_id ?? '',
    siteCode: 'DEMO',
    siteName: 'Demo',
    madeUp: true,
  } as const;
  return {
    ...{ id: row.id, displayName: role, lacksSecondFactor: false, token: tokenOf(row.id) },
    globalRoles: ofSite ? [] : [role],
    sites: ofSite ? [site] : [],
  };
}

function ask(file: string, query = ''): Promise<Response> {
  const request = new Request(`http://localhost:3000/api/patients/${file}${query}`);
  if (file === 'list.csv') return getListCsv(request);
  if (file === 'list.xlsx') return getListXlsx(request);
  return getExport(request, { params: Promise.resolve({ file }) });
}

async function taken(): Promise<{ actor: string; detail: unknown }[]> {
  const { owner } = database();
  const { rows } = await owner.query<{ actor: string; detail: unknown }>(
    "SELECT actor_id AS actor, new_values AS detail FROM audit_entry WHERE action = 'export' ORDER BY id",
  );
  return rows;
}

const records = async (file: string, query: string): Promise<Record<string, string>[]> =>
  parse(await (await ask(file, query)).text(), { columns: true, bom: true });

test('who enters for a site takes files away; who reads, curates, administers or only visits finds none, and leaves no entry', async () => {
  for (const who of [...ROLES, 'visitor']) {
    asking.viewer = viewers.get(who) ?? null;
    const answers = await Promise.all(FILES.map(async (file) => (await ask(file)).status));
    expect([who, ...answers]).toEqual([who, ...FILES.map(() => (who === 'data-manager' ? 200 : 404))]);
  }
  asking.viewer = viewers.get('data-manager') ?? null;
  expect((await ask('records.sql')).status).toBe(404);
  const entries = await taken();
  expect(new Set(entries.map(({ actor }) => actor))).toEqual(new Set([asking.viewer?.id]));
  expect(entries).toHaveLength(FILES.length);
});

test('every file holds the patients of the filter and no other, and the audit says which filter and how many', async () => {
  asking.viewer = viewers.get('data-manager') ?? null;
  const query = '?kmt2a=germline&sort=age';
  const { owner } = database();
  await owner.query("SELECT set_config('registry.viewer', $1, false)", [asking.viewer?.id]);
  const { rows } = await owner.query<{ pseudonym: string }>(
    `SELECT pseudonym FROM patient p JOIN diagnosis_features f ON f.patient_id = p.id
     WHERE f.kmt2a = 'germline'`,
  );
  const wanted = rows.map(({ pseudonym }) => pseudonym).toSorted();
  expect(wanted.length).toBeGreaterThan(3);
  const named = (found: readonly (string | undefined)[]): string[] => [...new Set(found.map(String))].toSorted();
  expect(named((await records('list.csv', query)).map(({ pseudonym }) => pseudonym))).toEqual(wanted);
  expect(named((await records('patient.csv', query)).map(({ pseudonym }) => pseudonym))).toEqual(wanted);
  expect(named((await records('redcap-records.csv', query)).map(({ record_id: record }) => record))).toEqual(wanted);
  expect(named((await records('adtte.csv', query)).map(({ SUBJID }) => SUBJID))).toEqual(wanted);
  const json = (await (await ask('records.json', query)).json()) as { patients: { pseudonym: string }[] };
  expect(named(json.patients.map(({ pseudonym }) => pseudonym))).toEqual(wanted);
  // Those of the list stand in its order.
  const ages = (await records('list.csv', query)).map(({ age_days: age }) => Number(age));
  expect(ages).toEqual(ages.toSorted((a, b) => a - b));
  for (const entry of (await taken()).slice(-6))
    expect(entry.detail).toMatchObject({ patients: wanted.length, query: query.slice(1) });
});

test('an address that cannot be read exactly is refused, and nothing leaves', async () => {
  asking.viewer = viewers.get('data-manager') ?? null;
  const before = (await taken()).length;
  for (const file of FILES) expect([file, (await ask(file, '?kmt2a=maybe')).status]).toEqual([file, 400]);
  expect(await taken()).toHaveLength(before);
});

test('another program has nothing to compute in a workbook, and its lists point to its words', async () => {
  asking.viewer = viewers.get('data-manager') ?? null;
  for (const file of ['records.xlsx', 'template-en.xlsx', 'template-ru.xlsx']) {
    const zip = await JSZip.loadAsync(await (await ask(file)).arrayBuffer());
    const sheets = await Promise.all(
      Object.values(zip.files)
        .filter(({ name }) => name.startsWith('xl/worksheets/sheet'))
        .map((part) => part.async('string')),
    );
    expect(sheets.some((xml) => xml.includes('<f>'))).toBe(false);
    expect(sheets.filter((xml) => xml.includes('<dataValidation ')).length).toBeGreaterThan(3);
  }
});

const OFFICE = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0);

test.skipIf(OFFICE === undefined)(
  'LibreOffice reads each sheet of the workbook as the table of that name',
  async () => {
    asking.viewer = viewers.get('data-manager') ?? null;
    const folder = mkdtempSync(path.join(tmpdir(), 'registry-workbook-'));
    try {
      writeFileSync(path.join(folder, 'records.xlsx'), Buffer.from(await (await ask('records.xlsx')).arrayBuffer()));
      // Comma, quote, UTF-8, from the first line, columns as they are, no cell quoted for being text, as formulas no, every sheet.
      const form = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';
      const home = `-env:UserInstallation=file://${folder}/home`;
      const said = spawnSync(OFFICE ?? '', [
        home,
        '--headless',
        '--convert-to',
        form,
        '--outdir',
        folder,
        path.join(folder, 'records.xlsx'),
      ]);
      expect(said.status).toBe(0);
      for (const table of ['patient', 'mrd', 'treatment', 'transplant', 'event', 'follow-up']) {
        const opened = parse(readFileSync(path.join(folder, `records-${table}.csv`)), { bom: true });
        const wanted = parse(await (await ask(`${table}.csv`)).text(), { bom: true });
        expect(opened.length).toBeGreaterThan(1);
        expect(opened).toEqual(wanted);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
