import type { TableNote } from '../table';

const MOST_LINES = 20;

/** What a workbook holds beside the cells of its sheets. Source of the layout: ECMA-376 part 1, 18.2.19. */
export type WorkbookParts = Readonly<{
  /** sheets that its reader does not see */
  hidden: readonly string[];
  /** the cells of the largest sheet with the empty ones between them, which a reader keeps, too */
  cells: number;
  /** days are counted from 1904 and not from 1900 */
  date1904: boolean;
  /** `xl/styles.xml`, where the forms of cells stand */
  styles: string;
  /** what is there and is not carried out, followed or read */
  notes: readonly TableNote[];
  /** the content of a sheet, empty where there is none */
  content: (sheet: string) => Promise<Uint8Array>;
}>;

/** Opens the parts of a workbook. Nothing in it is carried out: what it would do is only said. */
export async function workbookParts(bytes: Uint8Array): Promise<WorkbookParts> {
  const { default: Zip } = await import('jszip');
  const archive = await Zip.loadAsync(bytes);
  const paths = Object.keys(archive.files);
  const read = async (path: string): Promise<string> => (await archive.file(path)?.async('string')) ?? '';
  const workbook = await read('xl/workbook.xml');
  const sheets = elements(workbook, 'sheet');
  const from1904 = elements(workbook, 'workbookPr').some((one) =>
    /^(?:1|true|on)$/iu.test(attribute(one, 'date1904') ?? ''),
  );
  const relations = elements(await read('xl/_rels/workbook.xml.rels'), 'Relationship');
  const hidden = sheets.filter((one) => /^(?:very)?hidden$/iu.test(attribute(one, 'state') ?? '')).map(nameOf);
  const ofSheets = await Promise.all(
    paths.filter((path) => /^xl\/worksheets\/_rels\/.*\.rels$/iu.test(path)).map(read),
  );
  const followed = ofSheets.flatMap((xml) => elements(xml, 'Relationship')).filter(leadsOut).length;
  const links =
    paths.filter((path) => /^xl\/(?:externalLinks\/[^/]+|connections)\.xml$/iu.test(path)).length + followed;
  const macros = paths.filter((path) => /(?:^|\/)vbaProject\.bin$|^xl\/macrosheets\/[^/]+\.xml$/iu.test(path)).length;
  let cells = 0;
  for (const path of paths.filter((one) => /\.xml$/iu.test(one)))
    cells = Math.max(cells, cellsOf((await archive.file(path)?.async('uint8array')) ?? new Uint8Array()));
  return {
    ...{ hidden, cells, date1904: from1904, styles: await read('xl/styles.xml') },
    notes: [
      ...(from1904 ? [{ code: 'dates-1904' as const, count: 1, lines: [] }] : []),
      ...(macros === 0 ? [] : [{ code: 'macros' as const, count: macros, lines: [] }]),
      ...(links === 0 ? [] : [{ code: 'links' as const, count: links, lines: [] }]),
      ...(hidden.length === 0
        ? []
        : [{ code: 'hidden-sheets' as const, count: hidden.length, lines: [], names: hidden }]),
    ],
    content: async (sheet) => {
      const one = sheets.find((element) => nameOf(element) === sheet);
      const id = one === undefined ? null : attribute(one, String.raw`\w+:id`);
      const relation = relations.find((element) => attribute(element, 'Id') === id);
      const target = relation === undefined ? null : attribute(relation, 'Target');
      if (target === null) return new Uint8Array();
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
      return (await archive.file(path)?.async('uint8array')) ?? new Uint8Array();
    },
  };
}

const nameOf = (sheet: string): string => attribute(sheet, 'name') ?? '';
const leadsOut = (relation: string): boolean => attribute(relation, 'TargetMode') === 'External';

const [OPEN, SLASH, COLON, EQUALS, CLOSE] = [0x3c, 0x2f, 0x3a, 0x3d, 0x3e];
const [CELL, FORMULA, VALUE] = [0x63, 0x66, 0x76];

/**
 * The formulas of a sheet by its content, which is not made text: of a long sheet that would be hundreds of megabytes. A
 * formula has the value that was last computed, or none. Source of the layout: ECMA-376 part 1, 18.3.1.40.
 */
export function formulaNotes(content: Uint8Array): TableNote[] {
  const computed = { count: 0, lines: new Set<number>() };
  const never = { count: 0, lines: new Set<number>() };
  let [cellAt, hasFormula, hasValue] = [0, false, false];
  const endCell = (): void => {
    if (!hasFormula) return;
    const found = hasValue ? computed : never;
    found.count += 1;
    if (found.lines.size < MOST_LINES) found.lines.add(lineOfCell(content, cellAt));
    hasFormula = false;
  };
  for (let at = content.indexOf(OPEN); at !== -1; at = content.indexOf(OPEN, at + 1)) {
    const letter = letterOfTag(content, at + 1);
    if (letter === CELL) {
      endCell();
      [cellAt, hasValue] = [at, false];
    } else if (letter === FORMULA) hasFormula = true;
    else if (letter === VALUE) hasValue = true;
  }
  endCell();
  return [
    ...(computed.count === 0 ? [] : [{ code: 'formulas' as const, ...computed, lines: [...computed.lines] }]),
    ...(never.count === 0 ? [] : [{ code: 'formulas-unread' as const, ...never, lines: [...never.lines] }]),
  ];
}

/** The letter that names the element that begins here, without its prefix; 0 for the end of one, and for a longer name. */
export function letterOfTag(content: Uint8Array, from: number): number {
  let start = from;
  for (let at = from; at < from + 20; at += 1) {
    const byte = content[at] ?? CLOSE;
    if (byte === COLON) start = at + 1;
    else if (byte <= 0x20 || byte === SLASH || byte === CLOSE) return at - start === 1 ? (content[start] ?? 0) : 0;
  }
  return 0;
}

const [SPACE, ROW] = [0x20, 0x72];
/** A spreadsheet has no row below. */
const LAST_ROW = 2 ** 20;

/**
 * The cells of a sheet from its first to the last that holds anything: one in the last corner makes thousands of millions.
 * Cells that have a form and no content count for nothing, as many as there may be.
 */
function cellsOf(content: Uint8Array): number {
  let [rows, columns] = [0, 0];
  for (let at = content.indexOf(OPEN); at !== -1; at = content.indexOf(OPEN, at + 1)) {
    const close = content.indexOf(CLOSE, at);
    for (let next = at + 1; next < close; next += 1) {
      // The attribute `r` of a cell (`C12`) or of a row (`12`).
      if (content[next] !== ROW || content[next + 1] !== EQUALS || (content[next - 1] ?? 0) > SPACE) continue;
      const { row, column } = addressAt(content, next + 3);
      if (row > LAST_ROW) return Number.POSITIVE_INFINITY;
      if (column > 0 && content[close - 1] !== SLASH) {
        rows = Math.max(rows, row);
        columns = Math.max(columns, column);
      }
      break;
    }
  }
  return rows * columns;
}

/** The numbers of an address of a cell, or of a row. */
export function addressAt(content: Uint8Array, from: number): { row: number; column: number } {
  let [at, row, column] = [from, 0, 0];
  for (let letter = content[at] ?? 0; letter >= 0x41 && letter <= 0x5a; letter = content[at] ?? 0) {
    column = column * 26 + letter - 0x40;
    at += 1;
  }
  for (let digit = content[at] ?? 0; digit >= 0x30 && digit <= 0x39; digit = content[at] ?? 0) {
    row = row * 10 + digit - 0x30;
    at += 1;
  }
  return { row, column };
}

function lineOfCell(content: Uint8Array, at: number): number {
  const element = new TextDecoder().decode(content.subarray(at, content.indexOf(CLOSE, at) + 1));
  return Number(/\d+$/u.exec(attribute(element, 'r') ?? '')?.[0] ?? 0);
}

export function elements(xml: string, name: string): string[] {
  return xml.match(new RegExp(String.raw`<(?:\w+:)?${name}\s[^>]*>`, 'gu')) ?? [];
}

export function attribute(element: string, name: string): string | null {
  const value = new RegExp(String.raw`\s${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`, 'u').exec(element);
  return value === null ? null : withoutEntities(value[1] ?? value[2] ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

export function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/giu, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal));
  });
}
