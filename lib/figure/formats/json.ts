import { forReaders } from '@/lib/registry/references/for-readers';
import type { FigureDocument } from '../model/document';
import { tableForFiles } from '../model/file-table';
import { neutralData } from '../model/neutral-data';

/** Raised whenever a program that reads these files would have to change. */
export const FIGURE_SCHEMA = { name: 'infant-all-registry/figure', version: 1 } as const;

/**
 * The figure for programs: numbers and codes are the same in every language; `words` are the reader's. `data` is the
 * model that the page draws, `tables` its numbers in rows named by `columns`.
 */
export function figureJson(document: FigureDocument): string {
  const {
    kind,
    locale,
    title,
    subtitle,
    madeUp,
    internal = null,
    caveats,
    method,
    citations,
    sourcesNote,
    footer,
    address,
    altText,
    tables,
    riskTable,
    data,
  } = document;
  const body = {
    schema: FIGURE_SCHEMA,
    kind,
    made: footer.date,
    address,
    madeUp: madeUp !== null,
    internal: internal !== null,
    data: neutralData(forReaders(data)),
    tables: [...tables, ...(riskTable === null ? [] : [riskTable])].map(tableForFiles).map(({ id, columns, rows }) => ({
      id,
      columns: columns.map(({ key }) => key),
      rows: rows.map((row) => row.map(({ value }) => value)),
    })),
    caveats: caveats.map(({ code, text }) => ({ code, text })),
    sources: citations,
    words: {
      language: locale,
      title,
      subtitle,
      internal,
      madeUp,
      altText,
      method,
      sourcesNote,
      notAdvice: footer.notAdvice,
    },
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}
