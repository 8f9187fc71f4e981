import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import type { Row } from '@/lib/registry/rows/columns';
import { estimateOfColumns } from '@/lib/registry/rows/evidence.server';
import type { ChangedTable } from '@/lib/registry/proposals/parts/content';
import { withoutContradicted, type Contradicted, type HeldAs, type Renamed } from './contradictions';
import { EVIDENCE_TABLES, type EvidenceTable } from './rows';
import { keyOf, KEYS, QUESTION, rowsHeld } from './sync';

type Rows = Record<EvidenceTable, readonly Row[]>;
type Stored = Readonly<{ id: string; estimate_id: string; base: Row; rows: Row }>;
type Changed = Readonly<{
  id: string;
  seen: Row | null;
  table_name: ChangedTable;
  content: Row;
  /** the row was taken away */
  retired: boolean;
}>;
type Added = Readonly<{ id: string; trial_slug: string; rows: Partial<Record<EvidenceTable, Row[]>> }>;

/**
 * The shipped rows with what this registry's own curators approved: their corrections, and the reports and figures that they
 * added. A correction stands for as long as the shipped figure says what it said when it was corrected; once the data set
 * says something else, that is loaded and the correction is marked superseded. A data set that says what stands here already, as
 * this registry's own export does, supersedes nothing: the next one may say less. Superseded is an added report whose publication the
 * data set now holds itself, and whatever hangs on a publication or an arm that went with it. `stepped` are own figures that
 * are no longer the preferred ones, since the data set prefers one of its own for the same patients and time; `contradicted`
 * those that are not charted since the data set brought or changed a figure that they contradict; `heldAs` those that are
 * left out since the data set holds them under another name, of which theirs is an earlier one.
 */
export async function withOwnChanges(
  client: pg.ClientBase,
  shipped: Rows,
): Promise<
  Readonly<{ rows: Rows; stepped: readonly string[]; contradicted: readonly Contradicted[]; heldAs: HeldAs }>
> {
  const said = await whatIsSaid(client, shipped);
  const names = shippedNames(shipped.estimate);
  const changed = await withPartChanges(client, shipped, said);
  const { rows: added, heldAs } = await withAdditions(client, changed, said, names);
  const held = await withoutHanging(client, shipped, added);
  const corrected = await withCorrections(client, shipped, held, said, (id) =>
    heldAs.has(id) ? null : (names.get(id) ?? id),
  );
  const { rows, stepped } = onePreferred(shipped, corrected);
  const { estimates, contradicted } = await withoutContradicted(client, shipped.estimate, rows.estimate, {
    stepped,
    heldAs,
  });
  return { rows: { ...rows, estimate: estimates }, stepped, contradicted, heldAs };
}

/** The ids of the data set's figures by the earlier names that lead to them. */
function shippedNames(estimates: readonly Row[]): ReadonlyMap<string, string> {
  return new Map(
    estimates.map(estimateOfColumns).flatMap(({ id, aliases = [] }) => aliases.map((name) => [name, id] as const)),
  );
}

/** Whether the data set says of a row just what stands here. */
type IsSaid = (table: EvidenceTable, row: Row) => boolean;

async function whatIsSaid(client: pg.ClientBase, shipped: Rows): Promise<IsSaid> {
  const { rowCount } = await client.query(`SELECT FROM evidence_proposal WHERE status = 'approved' LIMIT 1`);
  if (rowCount === 0) return () => false;
  const found = new Map<EvidenceTable, ReadonlySet<string>>();
  for (const table of EVIDENCE_TABLES) found.set(table, await rowsHeld(client, table, shipped[table]));
  return (table, row) => found.get(table)?.has(keyOf(table, row)) === true;
}

/** A change whose publication is not held: what the data set says stands again. */
async function withoutHanging(client: pg.ClientBase, shipped: Rows, all: Rows): Promise<Rows> {
  const { rows: changes } = await client.query<Changed>(CHANGES);
  const rows: Record<EvidenceTable, readonly Row[]> = { ...all };
  for (const { id, table_name: table, content, retired } of changes.toReversed()) {
    if (retired) continue;
    const isIt = (row: Row): boolean => KEYS[table].every((key) => row[key] === content[key]);
    const found = rows[table].find(isIt);
    if (found === undefined || !hangs(rows, table, found)) continue;
    const before = shipped[table].find(isIt);
    rows[table] = rows[table].flatMap((row): Row[] => (!isIt(row) ? [row] : before === undefined ? [] : [before]));
    await supersede(client, id);
  }
  return rows;
}

/** Its publication or its arm is not there. */
function hangs({ reference, arm }: Rows, table: EvidenceTable, row: Row): boolean {
  const { source_ref: ref, stratum_arm: slug, trial_slug: trial } = row;
  const unpublished = typeof ref === 'string' && reference.every(({ id }) => id !== ref);
  const armless = table === 'estimate' && typeof slug === 'string';
  return unpublished || (armless && !arm.some((one) => one['slug'] === slug && one['trial_slug'] === trial));
}

/** One figure of the same patients and time is preferred: the data set's own goes before one that was added or corrected. */
function onePreferred(shipped: Rows, all: Rows): { rows: Rows; stepped: string[] } {
  const asShipped = new Map(shipped.estimate.map((row) => [row['id'], row]));
  const questionOf = (row: Row): string => JSON.stringify(QUESTION.map((column) => row[column] ?? null));
  const isOwn = (row: Row): boolean => asShipped.get(row['id']) !== row;
  const taken = new Set(
    all.estimate.flatMap((row) => (row['preferred'] === true && !isOwn(row) ? [questionOf(row)] : [])),
  );
  const stepped: string[] = [];
  const estimate = all.estimate.map((row) => {
    if (row['preferred'] !== true || !isOwn(row)) return row;
    const question = questionOf(row);
    if (!taken.has(question)) {
      taken.add(question);
      return row;
    }
    stepped.push(String(row['id']));
    return { ...row, preferred: false, chartable: false };
  });
  return { rows: { ...all, estimate }, stepped };
}

const CHANGES = `SELECT id, base -> 'row' AS seen, rows ->> 'table' AS table_name, rows -> 'row' AS content, rows -> 'retired' IS NOT NULL AS retired
  FROM evidence_proposal WHERE kind = 'change' AND status = 'approved' ORDER BY decided_at, id`;

/** Studies, arms, risk groups, definitions, reports and judgements as they were changed or added here. */
async function withPartChanges(client: pg.ClientBase, shipped: Rows, isSaid: IsSaid): Promise<Rows> {
  const { rows: changes } = await client.query<Changed>(CHANGES);
  const all: Record<EvidenceTable, readonly Row[]> = { ...shipped };
  const goes = new Set(changes.flatMap((one) => (one.retired ? [keyOf(one.table_name, one.content)] : [])));
  for (const { id, seen, table_name: table, content, retired } of changes) {
    if (isSaid(table, content)) continue;
    const rows = all[table];
    const at = rows.findIndex((row) => KEYS[table].every((key) => row[key] === content[key]));
    const held = rows[at];
    if (retired) {
      // The data set no longer has it either, or still says what was taken away.
      if (held !== undefined && seen !== null && says(held, seen)) all[table] = rows.filter((_, i) => i !== at);
      else if (held !== undefined) await supersede(client, id);
    } else if (held === undefined && seen !== null && goes.has(keyOf(table, content)))
      continue; // It was changed and then taken away, and the data set does not have it either.
    else if (held === undefined && seen === null) all[table] = [...rows, placedAtEnd(table, content, rows)];
    else if (held !== undefined && seen !== null && says(held, seen))
      all[table] = rows.map((row, i) => (i === at ? { ...row, ...content } : row));
    else await supersede(client, id);
  }
  return all;
}

/** The lists whose order is no content: what is new goes to their end. */
const ENDED: readonly ChangedTable[] = [
  'arm',
  'report',
  'reference',
  'disease_statement',
  'disease_fact',
  'review_question',
];

function placedAtEnd(table: ChangedTable, content: Row, rows: readonly Row[]): Row {
  if (!ENDED.includes(table)) return content;
  const own = rows.filter((row) => row['trial_slug'] === content['trial_slug']);
  return { ...content, position: 1 + Math.max(-1, ...own.map(({ position }) => Number(position))) };
}

/** `idOf`: the id of the figure that was corrected, which may have been renamed since; null: the data set holds it otherwise. */
async function withCorrections(
  client: pg.ClientBase,
  shipped: Rows,
  all: Rows,
  isSaid: IsSaid,
  idOf: (name: string) => string | null,
): Promise<Rows> {
  const { rows: corrections } = await client.query<Stored>(
    `SELECT id, estimate_id, base, rows FROM evidence_proposal WHERE kind = 'correction' AND status = 'approved' ORDER BY decided_at, id`,
  );
  const estimates = new Map(all.estimate.map((row) => [row.id, row]));
  const shippedById = new Map(shipped.estimate.map((row) => [row.id, row]));
  for (const { id, estimate_id: name, base, rows } of corrections) {
    const estimateId = idOf(name);
    if (estimateId === null || isSaid('estimate', { id: estimateId })) continue;
    const held = estimates.get(estimateId);
    const own = held !== undefined && held !== shippedById.get(estimateId);
    const seen = { ...(own ? said(base) : base), id: estimateId };
    if (held !== undefined && says(held, seen)) estimates.set(estimateId, { ...held, ...rows, id: estimateId });
    else await supersede(client, id);
  }
  return { ...all, estimate: [...estimates.values()] };
}

async function withAdditions(
  client: pg.ClientBase,
  shipped: Rows,
  isSaid: IsSaid,
  names: ReadonlyMap<string, string>,
): Promise<Readonly<{ rows: Rows; heldAs: HeldAs }>> {
  const { rows: additions } = await client.query<Added>(
    `SELECT id, trial_slug, rows FROM evidence_proposal WHERE kind = 'report' AND status = 'approved' ORDER BY decided_at, id`,
  );
  const all = { ...shipped };
  const heldAs = new Map<string, Renamed>();
  for (const { id, trial_slug: trialSlug, rows: brought } of additions) {
    const { rows, renamed } = withoutRenamed(brought, shipped.estimate, names);
    for (const one of renamed) heldAs.set(one.id, one);
    const own = (['reference', 'report', 'estimate'] as const).flatMap((table) =>
      (rows[table] ?? []).map((row) => [table, row] as const),
    );
    if (own.every(([table, row]) => isSaid(table, row))) continue;
    if (holdsAlready(shipped, rows)) {
      if (renamed.length === 0) await supersede(client, id);
      continue;
    }
    const references = [...all.reference, ...placed(missing(all.reference, rows.reference), all.reference.length, {})];
    const lost = (['report', 'estimate'] as const).some((table) =>
      (rows[table] ?? []).some((row) =>
        hangs({ ...all, reference: references }, table, { ...row, trial_slug: trialSlug }),
      ),
    );
    // The publication stands in the data set under another name, and its figures with it.
    if (lost) {
      await supersede(client, id);
      continue;
    }
    all.reference = references;
    for (const table of ['report', 'estimate'] as const) {
      const own = all[table].filter((row) => row.trial_slug === trialSlug).length;
      all[table] = [...all[table], ...placed(missing(all[table], rows[table]), own, { trial_slug: trialSlug })];
    }
  }
  return { rows: all, heldAs };
}

/** What was added without the figures that the data set holds under another name; the others have no earlier names. */
function withoutRenamed(
  { estimate = [], ...paper }: Added['rows'],
  shipped: readonly Row[],
  names: ReadonlyMap<string, string>,
): Readonly<{ rows: Added['rows']; renamed: readonly Renamed[] }> {
  const renamed = estimate.flatMap((own): Renamed[] => {
    const now = shipped.find(({ id }) => id === names.get(String(own['id'])));
    return now === undefined ? [] : [{ id: String(own['id']), own, now }];
  });
  const others = estimate.filter(({ id }) => !names.has(String(id)));
  return { rows: { ...paper, estimate: others.map((row) => ({ aliases: [], ...row })) }, renamed };
}

/** Two figures of one new paper are two proposals, and each brings the paper. */
function missing(held: readonly Row[], rows: readonly Row[] | undefined): Row[] {
  return (rows ?? []).filter(({ id }) => held.every((row) => row.id !== id));
}

function placed(rows: readonly Row[], from: number, also: Row): Row[] {
  return rows.map((row, i) => ({ ...row, ...also, position: from + i }));
}

/** The publication, the report or a figure stands in the data set itself. */
function holdsAlready(all: Rows, rows: Added['rows']): boolean {
  const dois = new Set(all.reference.flatMap(({ doi }) => (typeof doi === 'string' ? [doi.toLowerCase()] : [])));
  const known = (['reference', 'report', 'estimate'] as const).some((table) =>
    (rows[table] ?? []).some(({ id }) => all[table].some((held) => held.id === id)),
  );
  return known || (rows.reference ?? []).some(({ doi }) => typeof doi === 'string' && dois.has(doi.toLowerCase()));
}

/** Whether an own figure is charted was a load's to decide where it contradicted the data set. */
function said({ preferred: _, chartable: __, ...base }: Row): Row {
  return base;
}

function says(held: Row, base: Row): boolean {
  return Object.entries(base).every(([column, value]) => isDeepStrictEqual(plain(held[column] ?? null), value));
}

/** As the database gives it back: without what is absent. The order of its keys is its own and says nothing. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

async function supersede(client: pg.ClientBase, id: string): Promise<void> {
  await client.query(`UPDATE evidence_proposal SET status = 'superseded' WHERE id = $1`, [id]);
}
