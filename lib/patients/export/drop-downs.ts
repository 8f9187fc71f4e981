import type { Feature } from 'write-excel-file/universal';
import {
  getCellAddress,
  getClosingTagMarkup,
  getOpeningTagMarkup,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeTextContent,
} from 'write-excel-file/utility';

const SHEET = 'xl/worksheets/sheet{id}.xml';
const LAST_ROW = 1_048_576;

/** What a spreadsheet offers and says in a column below its name. `list`: cells with the words that it offers. */
export type ColumnHelp = Readonly<{ at: number; list: string | null; prompt: string | null; notListed: string | null }>;

/** A column of a sheet below its first row as an address that stays the same wherever it is used. */
export function cellsBelow(sheet: string, at: number, count: number): string {
  const letters = lettersOf(at);
  return `${sheet}!$${letters}$2:$${letters}$${count + 1}`;
}

function lettersOf(at: number): string {
  return getCellAddress(0, at).replace(/\d+$/u, '');
}

/**
 * Gives the columns of sheets their lists and prompts, and columns whose first cell is text the form of text down to the
 * end: what is typed there stays as typed, so that `2024-03` does not become a day. A value that is not in its list is
 * warned of and not refused: the codes for missing data and several words in one cell are no words of it.
 * Source of the layout: ECMA-376 part 1, 18.3.1.32 and 18.3.1.33.
 */
export function columnHelp(helped: ReadonlyMap<string, readonly ColumnHelp[]>): Feature<Blob> {
  return {
    files: {
      transform: {
        [SHEET]: {
          transform: (xml, { sheet }) => {
            const columns = helped.get(sheet ?? '') ?? [];
            return columns.length === 0 ? xml : withValidations(withColumnForms(xml), columns);
          },
        },
      },
    },
  };
}

function withValidations(xml: string, columns: readonly ColumnHelp[]): string {
  const markup = [
    getOpeningTagMarkup('dataValidations', { count: columns.length }),
    ...columns.map(validation),
    getClosingTagMarkup('dataValidations'),
  ].join('');
  return insertElementMarkupAccordingToOrderOfSiblings(
    xml,
    markup,
    getOrderOfSiblings(SHEET, 'worksheet') ?? [],
    'worksheet',
  );
}

function validation({ at, list, prompt, notListed }: ColumnHelp): string {
  const letters = lettersOf(at);
  return [
    getOpeningTagMarkup('dataValidation', {
      ...(list === null ? {} : { type: 'list', errorStyle: 'warning', showErrorMessage: 1 }),
      allowBlank: 1,
      ...(prompt === null ? {} : { showInputMessage: 1, prompt }),
      ...(list === null || notListed === null ? {} : { error: notListed }),
      sqref: `${letters}2:${letters}${LAST_ROW}`,
    }),
    list === null ? '' : `<formula1>${sanitizeTextContent(list)}</formula1>`,
    getClosingTagMarkup('dataValidation'),
  ].join('');
}

/** Columns in the form of their cells in the second row. */
function withColumnForms(xml: string): string {
  const second = /<row r="2"[^>]*>(.*?)<\/row>/su.exec(xml)?.[1] ?? '';
  const styles = new Map(
    [...second.matchAll(/<c r="([A-Z]+)2" s="(\d+)"/gu)].map(([, letters = '', style = '']) => [letters, style]),
  );
  return xml.replace(/<col ([^>]*?)\s*\/>/gu, (whole, attributes: string) => {
    const at = Number(/min="(\d+)"/u.exec(attributes)?.[1]) - 1;
    const style = styles.get(lettersOf(at));
    return style === undefined ? whole : `<col ${attributes} style="${style}"/>`;
  });
}
