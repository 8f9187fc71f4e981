import type { MergedCells, TextRow } from './table';

/** Cells of a column that are merged over several rows: `last` is the last of them, both from 1; `column` counts from 0. */
export type MergedRange = Readonly<{ first: number; last: number; column: number }>;

const MOST_LINES = 20;

/** The cells merged over several rows of a sheet of a workbook. Source of the layout: ECMA-376 part 1, 18.3.1.55 and 18.2.19. */
export async function mergedRanges(bytes: Uint8Array, sheet: string): Promise<MergedRange[]> {
  const { default: Zip } = await import('jszip');
  const archive = await Zip.loadAsync(bytes);
  const read = async (path: string): Promise<string> => (await archive.file(path)?.async('string')) ?? '';
  const id = elements(await read('xl/workbook.xml'), 'sheet').find((one) => attribute(one, 'name') === sheet);
  const relation = id === undefined ? null : attribute(id, String.raw`\w+:id`);
  const target = elements(await read('xl/_rels/workbook.xml.rels'), 'Relationship').find(
    (one) => attribute(one, 'Id') === relation,
  );
  const path = target === undefined ? null : attribute(target, 'Target');
  if (path === null) return [];
  const content = await archive.file(path.startsWith('/') ? path.slice(1) : `xl/${path}`)?.async('uint8array');
  return content === undefined ? [] : rangesOf(behindRows(content));
}

/** What stands behind the rows of a sheet: of a long one only this is made text. */
function behindRows(content: Uint8Array): string {
  const end = new TextEncoder().encode('sheetData>');
  let at = content.length - end.length;
  while (at > 0 && !end.every((byte, i) => content[at + i] === byte)) at -= 1;
  return new TextDecoder().decode(content.subarray(at));
}

function rangesOf(xml: string): MergedRange[] {
  return elements(xml, 'mergeCell').flatMap((one) => {
    const [, letters = '', first, , last] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/u.exec(attribute(one, 'ref') ?? '') ?? [];
    const range = { first: Number(first), last: Number(last), column: columnNumber(letters) };
    return range.last > range.first ? [range] : [];
  });
}

/** `A` is 0, `AA` 26. */
function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) - 1;
}

function elements(xml: string, name: string): string[] {
  return xml.match(new RegExp(String.raw`<(?:\w+:)?${name}\s[^>]*>`, 'gu')) ?? [];
}

function attribute(element: string, name: string): string | null {
  const value = new RegExp(String.raw`\s${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`, 'u').exec(element);
  return value === null ? null : withoutEntities(value[1] ?? value[2] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/giu, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal));
  });
}

/**
 * The rows below `header` with the values of merged cells in each of their rows, and what was filled. A row that holds nothing
 * of its own stays empty: it belongs to the one above it.
 */
export function fillMerged(
  rows: readonly TextRow[],
  ranges: readonly MergedRange[],
  header: number,
): Readonly<{ rows: TextRow[]; merged: MergedCells | null }> {
  const own = ranges.filter(({ first }) => first > header);
  const byLine = new Map(rows.map((row) => [row.line, row]));
  const filled = new Map<number, string[]>();
  let count = 0;
  for (const { first, last, column } of own) {
    const value = byLine.get(first)?.cells[column] ?? '';
    for (let line = first + 1; value !== '' && line <= last; line += 1) {
      const row = byLine.get(line);
      if (row === undefined) continue;
      const cells = filled.get(line) ?? [...row.cells];
      while (cells.length <= column) cells.push('');
      cells[column] = value;
      filled.set(line, cells);
      count += 1;
    }
  }
  const lines = [...filled.keys()].sort((a, b) => a - b).slice(0, MOST_LINES);
  return {
    rows: rows.map(({ line, cells }) => ({ line, cells: filled.get(line) ?? cells })),
    merged: count === 0 ? null : { count, lines },
  };
}
