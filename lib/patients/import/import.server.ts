import { z } from 'zod';
import { mayManagePatients, type Viewer } from '@/lib/access/policy';
import { asViewer, type Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import type { Table } from '@/lib/tables/table';
import { readStyled } from '@/lib/tables/numbers';
import { serverDay, writePatient, type ChangeOptions } from '../changes.server';
import { because } from '../keeping/step.server';
import { raiseVersion } from '../locked-patient.server';
import { changeRecord, insertRecord } from '../records/rows.server';
import type { ProjectWords } from '../redcap/dictionary';
import { isRedcap, redcapTargets } from '../redcap/reading';
import { Reason } from '../risk/override';
import { keepObservations } from '../observations/keep.server';
import { keepChecks } from '../rules/patient-checks.server';
import type { Outcome } from './compare';
import { questionsOf, type Question } from './drafts';
import { dropFile, openKept } from './file.server';
import { insertPatients } from './insert.server';
import { identifyingColumns, plainHeader, proposeTargets, rememberedAs, rowsOfSheet } from './mapping';
import { Choices, planImport, type Plan } from './plan.server';

/** An import is one transaction, however long its table. */
const LONGEST_MS = 30 * 60_000;
const CHECKS = 1000;
const EXAMPLES = 3;

export type ReadColumn = Readonly<{
  name: string;
  examples: readonly string[];
  target: string | null;
  questions: readonly Question[];
}>;
export type ReadFile =
  | Readonly<{ refused: string; columns: readonly string[] }>
  | Readonly<{
      refused: null;
      sheet: string | null;
      sheets: readonly string[];
      rows: number;
      columns: readonly ReadColumn[];
    }>;

/** Opens a kept file and proposes where its columns go. A file that may hold names or birth dates is not kept. */
export async function readImport(
  viewer: Viewer,
  { file, siteId, sheet, columns }: Choices,
  options: ChangeOptions & Readonly<{ project?: (locale: Locale) => ProjectWords }> = {},
): Promise<ReadFile> {
  if (!mayManagePatients(viewer, siteId)) throw new AppError('forbidden');
  const { name, opened } = await openKept(viewer, file, sheet, options);
  if (opened.table === null) {
    await dropFile(viewer, file, options);
    return { refused: opened.refused.code, columns: [] };
  }
  const { table } = opened;
  const names = table.view.columns.map(({ name }) => name);
  const identifying = identifyingColumns(names);
  if (identifying.length > 0) {
    await dropFile(viewer, file, options);
    return { refused: 'identifying', columns: identifying };
  }
  if (table.view.merged !== null) return { refused: 'merged', columns: [] };
  const kept = await asViewer(viewer, (tx) => tx.importColumn.findMany({ where: { siteId } }), options);
  const remembered = Object.fromEntries(kept.map(({ header, choice }) => [header, Remembered.parse(choice).target]));
  const { project } = options;
  const proposed =
    project !== undefined && isRedcap(names)
      ? redcapTargets(names, LOCALES.map(project))
      : proposeTargets(names, remembered, rowsOf(table, name));
  return {
    refused: null,
    sheet: table.view.format.sheet,
    sheets: table.view.sheets,
    rows: table.view.size,
    columns: table.view.columns.map((view, at) => {
      const choice = columns[at] ?? { target: proposed[at] ?? null };
      const { values = [] } = table.columns[at] ?? {};
      const examples = values.filter((value) => value !== '').slice(0, EXAMPLES);
      return {
        name: view.name,
        examples,
        target: choice.target,
        questions: questionsOf(view, choice, highestOf(table, at)),
      };
    }),
  };
}

/** What the rows of a table are, by the name of its sheet, or of its file where that has no sheets. */
function rowsOf({ view }: Table, fileName: string): ReturnType<typeof rowsOfSheet> {
  return rowsOfSheet(view.format.sheet ?? fileName.replace(/\.[^.]*$/u, ''));
}

const Remembered = z.object({ target: z.string().nullable() });

function highestOf(table: Table, at: number): number {
  const view = table.view.columns[at];
  const values = table.columns[at]?.values ?? [];
  return view === undefined ? 0 : values.reduce((most, cell) => Math.max(most, readStyled(cell, view.numbers) ?? 0), 0);
}

/** What the import would do; nothing is written. */
export async function checkImport(viewer: Viewer, choices: Choices, options: ChangeOptions = {}): Promise<Plan> {
  const table = await tableOf(viewer, choices, options);
  return asViewer(
    viewer,
    (tx) => planImport(tx, viewer, table, choices, { today: options.today ?? serverDay(), hold: false }),
    { ...options, timeout: LONGEST_MS },
  );
}

export const CommitInput = Choices.extend({ id: z.uuid(), reason: Reason, digest: z.string().length(64) });
export type Committed = Readonly<{ done: 'imported' | 'before' | 'stale' | 'refused'; added: number; changed: number }>;

/**
 * Imports what `checkImport` showed, all or nothing: `stale` where something changed since, `refused` where a row cannot be
 * imported, `before` where this very import was done already. A second import at the site waits for the first.
 */
export async function commitImport(
  viewer: Viewer,
  input: z.infer<typeof CommitInput>,
  { signal, ...options }: ChangeOptions & { signal?: AbortSignal } = {},
): Promise<Committed> {
  const { id, siteId, reason, digest, file } = input;
  if (!mayManagePatients(viewer, siteId)) throw new AppError('forbidden');
  const done = await findImport(viewer, id, options);
  if (done !== null) return { done: 'before', ...done };
  const today = options.today ?? serverDay();
  const table = await tableOf(viewer, input, options);
  const { name } = await openKept(viewer, file, input.sheet, options);
  const work = async (tx: Transaction): Promise<Committed> => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${siteId}, 11))::text`;
    const before = await tx.patientImport.findUnique({ where: { id }, select: { added: true, changed: true } });
    if (before !== null) return { done: 'before', ...before };
    const plan = await planImport(tx, viewer, table, input, { today, hold: true });
    if (plan.digest !== digest) return { done: 'stale', added: 0, changed: 0 };
    const isRefused = plan.loose.length > 0 || plan.outcomes.some(({ status }) => status === 'refused');
    if (isRefused) return { done: 'refused', added: 0, changed: 0 };
    const [fresh, changed] = [
      plan.outcomes.filter(({ status }) => status === 'new'),
      plan.outcomes.filter(({ status }) => status === 'changed'),
    ];
    await because(tx, reason);
    await tx.patientImport.createMany({
      data: { id, siteId, fileName: name, reason, added: fresh.length, changed: changed.length },
    });
    const ids = await writeOutcomes(tx, { id, siteId, today, signal }, fresh, changed);
    for (let from = 0; from < ids.length; from += CHECKS) {
      signal?.throwIfAborted();
      const some = ids.slice(from, from + CHECKS);
      await keepChecks(tx, some, today);
      await keepObservations(tx, some);
    }
    await rememberColumns(tx, input, table, name);
    await tx.importFile.deleteMany({ where: { id: file } });
    const detail = JSON.stringify({ import: id, added: fresh.length, changed: changed.length });
    await tx.$executeRaw`SELECT record_event('import', 'patient_import', NULL, ${siteId}::uuid, ${detail}::jsonb)`;
    signal?.throwIfAborted();
    return { done: 'imported', added: fresh.length, changed: changed.length };
  };
  return asViewer(viewer, work, { ...options, timeout: LONGEST_MS });
}

async function findImport(
  viewer: Viewer,
  id: string,
  options: ChangeOptions,
): Promise<{ added: number; changed: number } | null> {
  return asViewer(
    viewer,
    (tx) => tx.patientImport.findUnique({ where: { id }, select: { added: true, changed: true } }),
    options,
  );
}

type Writing = Readonly<{ id: string; siteId: string; today: string; signal: AbortSignal | undefined }>;

/** Writes new patients in bulk and changed ones as their forms do, and what was stored before. */
async function writeOutcomes(
  tx: Transaction,
  { id, siteId, today, signal }: Writing,
  fresh: readonly Outcome[],
  changed: readonly Outcome[],
): Promise<string[]> {
  const added = fresh.flatMap(({ after }) => (after === null ? [] : [after]));
  await insertPatients(tx, added, signal);
  const addedIds = added.map((one) => one.id);
  const changedIds = changed.flatMap(({ stored }) => (stored === null ? [] : [stored.id]));
  await tx.$executeRaw`
    INSERT INTO patient_import_row (import_id, patient_id, site_id, version, before)
    SELECT ${id}::uuid, p, ${siteId}::uuid, 1, NULL FROM unnest(${addedIds}::uuid[]) AS p
    UNION ALL SELECT ${id}::uuid, p.id, ${siteId}::uuid, p.version + 1, patient_rows(p.id) FROM patient p WHERE p.id = ANY (${changedIds}::uuid[])`;
  for (const { stored, input, merged, records, after } of changed) {
    signal?.throwIfAborted();
    if (stored === null || input === null || after === null) continue;
    // The version is raised once, whatever is written of the patient.
    if (
      JSON.stringify(stored.identity) + JSON.stringify([stored.features, stored.response, stored.missingCodes]) ===
      JSON.stringify(after.identity) + JSON.stringify([after.features, after.response, after.missingCodes])
    )
      await raiseVersion(tx, stored.id);
    else await writePatient(tx, { ...stored, records: after.records }, input, merged, today);
    for (const record of records) {
      const key = { patientId: stored.id, siteId };
      if (record.isNew) await insertRecord(tx, { ...key, id: record.id }, record.input);
      else await changeRecord(tx, key, record.id, record.input);
    }
  }
  return [...addedIds, ...changedIds];
}

async function rememberColumns(
  tx: Transaction,
  { siteId, columns }: Choices,
  table: Table,
  fileName: string,
): Promise<void> {
  const rows = rowsOf(table, fileName);
  for (const [at, { name }] of table.view.columns.entries()) {
    const plain = plainHeader(name);
    if (plain === '') continue;
    const header = rememberedAs(plain, rows);
    const choice = { target: columns[at]?.target ?? null };
    await tx.importColumn.upsert({
      where: { siteId_header: { siteId, header } },
      create: { siteId, header, choice },
      update: { choice },
      select: { header: true },
    });
  }
}

async function tableOf(
  viewer: Viewer,
  { file, siteId, sheet, columns }: Choices,
  options: ChangeOptions,
): Promise<Table> {
  if (!mayManagePatients(viewer, siteId)) throw new AppError('forbidden');
  const { opened } = await openKept(viewer, file, sheet, options);
  const { table } = opened;
  if (table === null) throw new AppError('invalid');
  const open = table.view.columns.some(
    (view, at) => questionsOf(view, columns[at] ?? { target: null }, highestOf(table, at)).length > 0,
  );
  // Nothing is read before a person has said what the file leaves open.
  if (open || columns.length !== table.view.columns.length) throw new AppError('invalid');
  return table;
}

export type PastImport = Readonly<{
  id: string;
  fileName: string;
  reason: string;
  added: number;
  changed: number;
  at: string;
  undone: boolean;
}>;

/** The last imports of the viewer's sites, the latest first. */
export async function findImports(viewer: Viewer, options: ChangeOptions = {}): Promise<PastImport[]> {
  const rows = await asViewer(
    viewer,
    (tx) => tx.patientImport.findMany({ orderBy: { importedAt: 'desc' }, take: 20 }),
    options,
  );
  return rows.map(({ id, fileName, reason, added, changed, importedAt, undoneAt }) => ({
    ...{ id, fileName, reason, added, changed, at: importedAt.toISOString(), undone: undoneAt !== null },
  }));
}

/** Undoes an import as long as nothing has changed since; a word says why not. */
export async function undoImport(viewer: Viewer, id: string, options: ChangeOptions = {}): Promise<string | null> {
  return asViewer(
    viewer,
    async (tx) => {
      const entry = await tx.patientImport.findUnique({ where: { id }, select: { siteId: true } });
      if (entry === null) return 'not-found';
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${entry.siteId}, 11))::text`;
      const [row] = await tx.$queryRaw<{ why: string | null }[]>`SELECT undo_import(${id}::uuid) AS why`;
      if (row?.why != null) return row.why;
      const detail = JSON.stringify({ undone: id });
      await tx.$executeRaw`SELECT record_event('import', 'patient_import', NULL, ${entry.siteId}::uuid, ${detail}::jsonb)`;
      return null;
    },
    { ...options, timeout: LONGEST_MS },
  );
}
