import type { FigureDocument, FigureTable } from '../../model/document';
import { tableForPrint } from '../../model/file-table';
import { bandText } from '../../model/made-up';

/** What the speaker has to know and no slide has room for: caveats, method, tables, sources, address and date. */
export function speakerNotes(document: FigureDocument): string {
  const { title, subtitle, headings, caveats, method, citations, sourcesNote, footer, tables, slides } = document;
  const band = bandText(document);
  const unseen = tables.filter(({ id }) => !slides.tables.some((shown) => shown.id === id));
  return [
    ...(band === null ? [] : [band]),
    title,
    subtitle,
    ...(caveats.length === 0 ? [] : [`${headings.caveats}:`, ...caveats.map(({ text }) => `• ${text}`)]),
    ...slides.signs.map((text) => `• ${text}`),
    ...(method.length === 0 ? [] : [`${headings.method}:`, ...method.map((text) => `• ${text}`)]),
    ...unseen.map(tableForPrint).flatMap(tableLines),
    ...(citations.length === 0
      ? []
      : [
          `${headings.sources}:`,
          ...citations.map(({ number, text, url }) => [`[${number}] ${text}`, url].filter(Boolean).join('. ')),
        ]),
    ...(sourcesNote === null ? [] : [sourcesNote]),
    footer.line,
    footer.notAdvice,
  ].join('\n');
}

/** A table as sentences, a row each. */
function tableLines({ caption, columns, rows }: FigureTable): string[] {
  return [
    `${caption}:`,
    ...rows.map((row) =>
      row
        .flatMap(({ text }, i) => (text === '' ? [] : i === 0 ? text : `${columns[i]?.label ?? ''}: ${text}`))
        .join('; '),
    ),
  ];
}
