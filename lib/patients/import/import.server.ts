import type { Viewer } from '@/lib/access/policy';
import { asViewer, type Transaction } from '@/lib/db.server';
import { AppError } from '@/lib/errors';
import { QUALITY_RULES } from '../rules/quality-rules';
import type { ChangeOptions } from '../changes.server';
import { because } from '../keeping/step.server';
import { isOfForm, isRedcap } from '../redcap/reading';
import type { Choices } from './choices';
import type { Outcome } from './compare';
import type { ChosenSheet, RowProblem } from './drafts';
import { openKept } from './file.server';
import { rememberedAs } from './mapping';
import { findDoubles, planImport, type Double } from './plan.server';
import { isOpen } from './questions';
import { factsOf, rowsOfTable } from './read-file.server';
import { plainHeader } from './words/plain-header';
import { meaningsOf, saidSigns } from './words/signs';
import { findSiteWords, rememberSigns } from './words/site-words.server';
import { RANKS, shownCell, type ImportReport, type ReportedPatient } from './report';
import { writeOutcomes } from './write.server';

/** What carries a piece of work on: who, in which transaction, and whom to tell how far it is. */
export type Work = Readonly<{
  tx: Transaction;
  viewer: Viewer;
  id: string;
  today: string;
  signal: AbortSignal;
  progress: (phase: 'reading' | 'comparing' | 'writing', done: number, total: number) => void;
  options: ChangeOptions;
}>;

/** Doubles that the page lists before the patients; all are counted, and told beside the patient. */
const MOST_LISTED = 50;
/** What is written at once of what a check found. */
const PART = 1000;

/** What the import would do, patient by patient; nothing of a patient is written. */
export async function checkImport(work: Work, choices: Choices): Promise<ImportReport> {
  const { tx, viewer, id, today, signal, progress } = work;
  const { siteId, emptyClears } = choices;
  const { sheets } = await openChosen(work, choices);
  let place = 0;
  const { fresh, loose, counts, kept, digest } = await planImport(tx, sheets, {
    ...{ viewer, siteId, today, emptyClears, hold: false, signal },
    onPart: async (outcomes, done, total) => {
      await keepFindings(tx, id, outcomes.map(reported), place);
      place += outcomes.length;
      progress('comparing', done, total);
    },
  });
  await keepLoose(tx, id, loose, place);
  const doubles = await findDoubles(tx, siteId, fresh);
  return { digest, counts, kept, leftOut: leftOutOf(sheets), ...(await keepDoubles(tx, id, doubles)) };
}

/** Columns whose cells are not imported, since nobody said where they go. */
function leftOutOf(sheets: readonly ChosenSheet[]): string[] {
  return sheets.flatMap(({ table, columns }) => {
    const ofRedcap = isRedcap(table.view.columns.map(({ name }) => name));
    return table.view.columns.flatMap(({ name }, at) =>
      columns[at]?.target == null &&
      !(ofRedcap && isOfForm(name)) &&
      table.columns[at]?.values.some((value) => value !== '') === true
        ? [name]
        : [],
    );
  });
}

/** Rows of no patient stand among the refused, each by itself. */
async function keepLoose(tx: Transaction, id: string, loose: readonly RowProblem[], from: number): Promise<void> {
  for (let at = 0; at < loose.length; at += PART) {
    const rows = loose.slice(at, at + PART).map(
      (problem): ReportedPatient => ({
        ...{ pseudonym: '', lines: [problem.line], status: 'refused', changes: [], findings: [] },
        problems: [problem],
      }),
    );
    await keepFindings(tx, id, rows, from + at);
  }
}

/** Who a new patient may be is known once all of the file is read. Says how many there are, and the first of them. */
async function keepDoubles(
  tx: Transaction,
  id: string,
  doubles: Iterable<Double>,
): Promise<Pick<ImportReport, 'doubled' | 'doubles'>> {
  const listed: ImportReport['doubles'][number][] = [];
  let doubled = 0;
  let part: object[] = [];
  const keep = async (): Promise<void> => {
    await tx.$executeRaw`UPDATE import_finding f SET said = f.said || jsonb_build_object('doubles', d.doubles)
      FROM jsonb_to_recordset(${JSON.stringify(part)}::jsonb) AS d(place integer, doubles jsonb)
      WHERE f.job_id = ${id}::uuid AND f.place = d.place`;
    part = [];
  };
  for (const { place, ...one } of doubles) {
    doubled += 1;
    if (listed.length < MOST_LISTED) listed.push(one);
    part.push({ place, doubles: { others: one.others, count: one.count } });
    if (part.length === PART) await keep();
  }
  if (part.length > 0) await keep();
  return { doubled, doubles: listed };
}

async function keepFindings(
  tx: Transaction,
  id: string,
  patients: readonly ReportedPatient[],
  from: number,
): Promise<void> {
  const rows = patients.map((said, at) => ({ job_id: id, place: from + at, rank: RANKS.indexOf(said.status), said }));
  await tx.$executeRaw`INSERT INTO import_finding
    SELECT * FROM jsonb_populate_recordset(NULL::import_finding, ${JSON.stringify(rows)}::jsonb)`;
}

function reported({ pseudonym, lines, status, changes, problems, findings }: Outcome): ReportedPatient {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  return {
    ...{ pseudonym, lines, status, problems: problems.map((one) => ({ ...one, value: shownCell(one.value) })) },
    changes: changes.filter(({ before, after }) => before !== after),
    findings: rules.map((rule) => ({ rule, severity: QUALITY_RULES[rule] })),
  };
}

export type Committed = Readonly<{ done: 'imported' | 'before'; added: number; changed: number }>;
/** Why an import wrote nothing: something changed since the check, or a row cannot be imported. */
export class NotImported extends Error {
  constructor(readonly code: 'stale' | 'refused') {
    super(code);
  }
}

/**
 * Imports what the check with this digest showed, all or nothing. A second import at the site waits for the first; the same
 * import sent again is done already.
 */
export async function commitImport(
  work: Work,
  choices: Choices,
  { reason, digest, counts }: Readonly<{ reason: string }> & Pick<ImportReport, 'digest' | 'counts'>,
): Promise<Committed> {
  const { tx, viewer, id, today, signal, progress } = work;
  const { siteId, file, emptyClears } = choices;
  await holdSite(tx, siteId);
  const before = await findImport(tx, siteId, id);
  if (before !== null) return { done: 'before', ...before };
  const { sheets, name } = await openChosen(work, choices);
  await because(tx, reason);
  // The numbers of the check: where anything is other than it was then, all of this is taken back.
  const numbers = { added: counts.new, changed: counts.changed };
  await tx.patientImport.createMany({ data: { id, siteId, fileName: name, reason, ...numbers } });
  const plan = await planImport(tx, sheets, {
    ...{ viewer, siteId, today, emptyClears, hold: true, signal },
    onPart: async (outcomes, done, total) => {
      if (outcomes.some(({ status }) => status === 'refused')) throw new NotImported('refused');
      await writeOutcomes(tx, { id, siteId, today }, outcomes);
      progress('writing', done, total);
    },
  });
  if (plan.counts.refused > 0) throw new NotImported('refused');
  if (plan.digest !== digest) throw new NotImported('stale');
  await rememberColumns(tx, choices, sheets, name);
  await rememberSigns(tx, siteId, choices.signs);
  await tx.importFile.deleteMany({ where: { id: file } });
  await tellAudit(tx, siteId, { import: id, ...numbers });
  return { done: 'imported', ...numbers };
}

/** An import that was done already, by its key. */
export async function findImport(
  tx: Transaction,
  siteId: string,
  id: string,
): Promise<{ added: number; changed: number } | null> {
  const where = { siteId_id: { siteId, id } };
  return tx.patientImport.findUnique({ where, select: { added: true, changed: true } });
}

async function holdSite(tx: Transaction, siteId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${siteId}, 11))::text`;
}

async function tellAudit(tx: Transaction, siteId: string, detail: object): Promise<void> {
  await tx.$executeRaw`SELECT record_event('import', 'patient_import', NULL, ${siteId}::uuid, ${JSON.stringify(detail)}::jsonb)`;
}

async function rememberColumns(
  tx: Transaction,
  { siteId }: Choices,
  sheets: readonly ChosenSheet[],
  fileName: string,
): Promise<void> {
  for (const { table, columns } of sheets) {
    const rows = rowsOfTable(table, fileName) ?? 'patient';
    for (const [at, { name }] of table.view.columns.entries()) {
      const plain = plainHeader(name);
      if (plain === '') continue;
      const header = rememberedAs(plain, rows);
      const { target = null, timePoint } = columns[at] ?? {};
      const choice = { target, ...(timePoint === undefined ? {} : { timePoint }) };
      await tx.importColumn.upsert({
        where: { siteId_header: { siteId, header } },
        create: { siteId, header, choice },
        update: { choice },
        select: { header: true },
      });
    }
  }
}

/** The sheets that the person chose. Nothing is read before a person has said what the file leaves open. */
async function openChosen(
  { tx, viewer, options, progress }: Work,
  { file, siteId, sheets: chosen, signs }: Choices,
): Promise<{ name: string; sheets: ChosenSheet[] }> {
  progress('reading', 0, 0);
  const meanings = Object.fromEntries(chosen.map(({ sheet, merged }) => [sheet ?? '', merged]));
  const opened = await openKept(viewer, file, meanings, options);
  if (opened.tables === null) throw new AppError('invalid');
  const known = await findSiteWords(tx, siteId);
  const said = new Map([...known.signs, ...saidSigns(signs)]);
  const sheets = chosen.map(({ sheet, merged, columns }) => {
    const table = opened.tables.find(({ view }) => view.format.sheet === sheet);
    if (table === undefined || columns.length !== table.view.columns.length) throw new AppError('invalid');
    const meanings = columns.map((choice, at) => {
      const facts = factsOf(table, at, known);
      const means = isOpen(facts, choice) ? null : meaningsOf(facts.signs, choice.target, said);
      if (means === null) throw new AppError('invalid');
      return means;
    });
    if (table.view.merged !== null && merged === undefined) throw new AppError('invalid');
    return { table, columns, name: chosen.length > 1 ? sheet : null, signs: meanings };
  });
  return { name: opened.name, sheets };
}

export type PastImport = Readonly<{
  id: string;
  siteId: string;
  fileName: string;
  reason: string;
  added: number;
  changed: number;
  at: string;
  /** when and why; no reason was asked for by the program before */
  undone: Readonly<{ at: string; reason: string | null }> | null;
}>;

/** The last imports of the viewer's sites, the latest first. */
export async function findImports(viewer: Viewer, options: ChangeOptions = {}): Promise<PastImport[]> {
  const rows = await asViewer(
    viewer,
    (tx) => tx.patientImport.findMany({ orderBy: { importedAt: 'desc' }, take: 20 }),
    options,
  );
  return rows.map(({ id, siteId, fileName, reason, added, changed, importedAt, undoneAt, undoneReason }) => ({
    ...{ id, siteId, fileName, reason, added, changed, at: importedAt.toISOString() },
    undone: undoneAt === null ? null : { at: undoneAt.toISOString(), reason: undoneReason },
  }));
}

/** Undoes an import as long as nothing has changed since; a word says why not. */
export async function undoImport(
  { tx }: Work,
  { import: id, reason }: Readonly<{ import: string; reason: string }>,
): Promise<string | null> {
  const entry = await tx.patientImport.findFirst({ where: { id }, select: { siteId: true } });
  if (entry === null) return 'not-found';
  await holdSite(tx, entry.siteId);
  const [row] = await tx.$queryRaw<{ why: string | null }[]>`
    SELECT undo_import(${entry.siteId}::uuid, ${id}::uuid, ${reason}) AS why`;
  if (row?.why != null) return row.why;
  await because(tx, reason);
  await tellAudit(tx, entry.siteId, { undone: id });
  return null;
}
