import { z } from 'zod';
import type { Viewer } from '@/lib/access/policy';
import type { Transaction } from '@/lib/db.server';
import { isPlus } from '@/lib/tables/missing';
import { readStyled } from '@/lib/tables/numbers';
import { WORKBOOK_NOTES, type Table, type TableNote } from '@/lib/tables/table';
import type { ChangeOptions } from '../changes.server';
import { foreignTargets, isOwnProject, isRedcap, redcapTargets, type RedcapColumns } from '../redcap/reading';
import { EXPLAINING_SHEETS } from '../export/tables';
import { VOCABULARY } from '../vocabulary';
import { cellsAre } from './bare-columns';
import { isCoded } from './drafts';
import { targetKey } from './fields';
import { dropFile, openKept } from './file.server';
import { identifyingColumns, proposeTargets, rememberedAs, rowsOfSheet, type SheetRows } from './mapping';
import { unitsSaid, type ColumnFacts } from './questions';
import type { ReadFile, ReadSheet } from './read-file';
import { shownCell } from './report';
import { amountStyle, isSerial, saysPower } from './read-value';
import { plainHeader } from './words/plain-header';
import { signsIn, type FoundSign } from './words/signs';
import type { SiteWords } from './words/site-words';
import { findSiteWords } from './words/site-words.server';
import { readPartner, readWord } from './words/words';

const EXAMPLES = 3;
const PSEUDONYM = targetKey({ of: 'patient', slot: null, field: 'pseudonym' });

/** `redcap`: by which names a file of our project of REDCap is read. */
export type ReadOptions = ChangeOptions & Readonly<{ redcap?: RedcapColumns }>;

const Remembered = z.object({
  target: z.string().nullable(),
  timePoint: z.enum(VOCABULARY.mrdTimePoint).optional(),
});
type Remembered = z.infer<typeof Remembered>;

/** Opens a kept file and proposes where its columns go. A file that may hold names or birth dates is not kept. */
export async function readImport(
  tx: Transaction,
  viewer: Viewer,
  { file, siteId }: Readonly<{ file: string; siteId: string }>,
  { redcap = {}, ...options }: ReadOptions,
): Promise<ReadFile> {
  const opened = await openKept(viewer, file, {}, options);
  if (opened.tables === null) {
    await dropFile(viewer, file, options);
    return { refused: opened.refused, columns: [] };
  }
  const { tables, hidden } = opened;
  // Also what is hidden in a workbook must not be kept.
  const names = [...tables, ...hidden].flatMap(({ view }) => view.columns.map(({ name }) => name));
  const identifying = identifyingColumns(names);
  if (identifying.length > 0) {
    await dropFile(viewer, file, options);
    return { refused: 'identifying', columns: identifying };
  }
  const kept = await tx.importColumn.findMany({ where: { siteId } });
  const choices = new Map(kept.map(({ header, choice }) => [header, Remembered.parse(choice)]));
  const remembered = Object.fromEntries([...choices].map(([header, { target }]) => [header, target]));
  const words = await findSiteWords(tx, siteId);
  const sheets = tables
    .map((table) =>
      readSheet(
        table,
        opened.name,
        (names, rows) =>
          proposeTargets(names, remembered, rows, words.fields, (at) =>
            cellsAre(table.columns[at]?.values ?? [], words.values),
          ),
        redcap,
        words,
        choices,
      ),
    )
    .filter((sheet) => !onlyExplains(sheet));
  if (sheets.length === 0) {
    await dropFile(viewer, file, options);
    return { refused: 'no-rows', columns: [] };
  }
  return { refused: null, notes: tables[0]?.view.notes.filter(isOfWorkbook) ?? [], sheets };
}

/** Whether a sheet is one of those that our own workbooks have beside their tables. */
function onlyExplains({ sheet, columns }: ReadSheet): boolean {
  return EXPLAINING_SHEETS.some((name) => name === sheet) && !columns.some(({ target }) => target === PSEUDONYM);
}

const isOfWorkbook = ({ code }: TableNote): boolean => WORKBOOK_NOTES.some((one) => one === code);

function readSheet(
  table: Table,
  fileName: string,
  propose: (names: readonly string[], rows: SheetRows) => (string | null)[],
  redcap: RedcapColumns,
  words: OwnWords,
  choices: ReadonlyMap<string, Remembered>,
): ReadSheet {
  const { view } = table;
  const rows = rowsOfTable(table, fileName);
  const names = view.columns.map(({ name }) => name);
  const proposed = proposedTargets(names, (own) => propose(own, rows ?? 'patient'), redcap);
  return {
    ...{ sheet: view.format.sheet, rows: view.size, of: rows, merged: view.merged, encoding: view.format.encoding },
    notes: view.notes.filter((note) => !isOfWorkbook(note)),
    columns: names.map((name, at) => ({
      name,
      examples: (table.columns[at]?.values ?? [])
        .filter((value) => value !== '')
        .slice(0, EXAMPLES)
        .map(shownCell),
      target: proposed[at] ?? null,
      timePoint: choices.get(rememberedAs(plainHeader(name), rows ?? 'patient'))?.timePoint ?? null,
      facts: factsOf(table, at, words),
    })),
  };
}

function proposedTargets(
  names: readonly string[],
  propose: (names: readonly string[]) => (string | null)[],
  redcap: RedcapColumns,
): readonly (string | null)[] {
  if (!isRedcap(names)) return propose(names);
  return isOwnProject(names, redcap) ? redcapTargets(names, redcap) : foreignTargets(names, propose(names));
}

/** What the rows of a table are, by the name of its sheet, or of its file where that has no sheets. */
export function rowsOfTable({ view }: Table, fileName: string): SheetRows | null {
  return rowsOfSheet(view.format.sheet ?? fileName.replace(/\.[^.]*$/u, ''));
}

/** What a site has said before of words and signs. */
type OwnWords = Pick<SiteWords, 'values' | 'signs'>;

/** What the cells of a column leave open. */
export function factsOf(table: Table, at: number, own: OwnWords = { values: {}, signs: new Map() }): ColumnFacts {
  const view = table.view.columns[at];
  const typed = table.view.format.sheet !== null;
  const values = table.columns[at]?.values ?? [];
  const style = amountStyle(values, typed);
  return {
    orderOpen: view?.dates != null && view.dates.order === null,
    decimalOpen: style.decimal === null,
    serialOpen: !typed && values.some(isSerial),
    ...unitsSaid(plainHeader(view?.name ?? '')),
    powers: values.some((cell) => saysPower(cell, typed)),
    highest: values.reduce((most, cell) => Math.max(most, readStyled(cell, style) ?? 0), 0),
    signs: signsOfColumn(table, at, own),
  };
}

function signsOfColumn(table: Table, at: number, { signs: said, values: words }: OwnWords): FoundSign[] {
  const { values, codes } = table.columns[at] ?? { values: [], codes: new Uint32Array() };
  const counts = new Uint32Array(values.length);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  const held = values.flatMap((cell, code): [string, number][] =>
    counts[code] === 0 ? [] : [[cell, counts[code] ?? 0]],
  );
  return signsIn(held, {
    ...{ plus: values.some(isPlus), coded: isCoded(table), said },
    read: (cell, vocabulary) =>
      vocabulary === 'kmt2a' && readPartner(cell, words) !== null ? 'rearranged' : readWord(cell, vocabulary, words),
  });
}
