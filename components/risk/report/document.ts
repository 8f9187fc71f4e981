import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import { splitGenes } from '@/components/ui/genes';
import { afterColon } from '@/lib/i18n/format';
import type { ReportModel, ReportRow } from './model';

const INK = '#16202a';
const MUTED = '#52606d';
const LINE = '#dfe5ea';
const TINTS = {
  HR: { fillColor: '#fbe9e4', color: '#8a2d14' },
  IR: { fillColor: '#fdf3d8', color: '#6b4e00' },
  LR: { fillColor: '#e2f0f6', color: '#0b4a66' },
} as const;

/** Type of the text in points: the largest with which everything stands on one page is taken. */
export const REPORT_SIZES = [8, 7.5, 7, 6.5, 6, 5.5] as const;

/** The report as a document of A4 pages; `onPages` is told how many. Text stays text; gene symbols stand in italics. */
export function reportDocument(
  model: ReportModel,
  size: number = REPORT_SIZES[0],
  onPages: (pages: number) => void = () => undefined,
): TDocumentDefinitions {
  const { headings } = model;
  return {
    pageSize: 'A4',
    pageMargins: [26, 22, 26, 28],
    info: { title: model.title },
    language: model.lang,
    defaultStyle: { font: 'Inter', fontSize: size, color: INK, lineHeight: 1.12 },
    styles: {
      title: { fontSize: 12, bold: true },
      heading: { fontSize: size + 1.5, bold: true, margin: [0, size * 0.7, 0, 2] },
      muted: { color: MUTED },
    },
    footer: (page, pages) => {
      onPages(pages);
      return {
        margin: [26, 6, 26, 0],
        columns: [
          { text: model.notAdvice, style: 'muted', fontSize: 6.5 },
          { text: model.page(page, pages), style: 'muted', fontSize: 6.5, alignment: 'right', width: 90 },
        ],
      };
    },
    content: [
      {
        columns: [
          { text: model.title, style: 'title' },
          { text: model.made, style: 'muted', alignment: 'right', width: 150, margin: [0, 5, 0, 0] },
        ],
      },
      { text: model.notAdvice, margin: [0, 2, 0, 0] },
      heading(headings.facts),
      factsContent(model),
      ...listed(headings.conflicts, model.conflicts),
      heading(headings.matrix),
      matrixContent(model, size),
      { text: model.legend, style: 'muted', margin: [0, 2, 0, 0] },
      ...listed(headings.near, model.near),
      ...sourcesContent(model, size),
    ],
  };
}

/** A row for each rule set; none is broken over two pages, and the head stands on each. */
function matrixContent({ columns, rows }: ReportModel, size: number): Content {
  const heads = [columns.protocol, columns.group, columns.decided, columns.because, columns.missing, columns.outcome];
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [96, 34, 36, '*', 84, 134],
      body: [heads.map((text): TableCell => ({ text, style: 'muted' })), ...rows.map((row) => cellsOf(row, size))],
    },
    layout: {
      hLineWidth: (i) => (i === 0 ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => LINE,
      paddingLeft: () => 3,
      paddingRight: () => 5,
      paddingTop: () => 1.2,
      paddingBottom: () => 0.8,
    },
  };
}

function sourcesContent({ headings, sources }: ReportModel, size: number): Content[] {
  if (sources.length === 0) return [];
  const lines = sources.map(
    ({ number, text }): Content => ({
      columns: [{ text: String(number), width: 14, style: 'muted' }, { text }],
      fontSize: size - 0.5,
    }),
  );
  const third = Math.ceil(lines.length / 3);
  return [
    heading(headings.sources),
    {
      columns: [0, 1, 2].map((column) => ({ stack: lines.slice(column * third, (column + 1) * third) })),
      columnGap: 12,
    },
  ];
}

function heading(text: string): Content {
  return { text, style: 'heading' };
}

function listed(title: string, lines: readonly string[]): Content[] {
  return lines.length === 0
    ? []
    : [heading(title), ...lines.map((line): Content => ({ text: withGenes(line), margin: [0, 0, 0, 1.5] }))];
}

function factsContent({ facts, noFacts }: ReportModel): Content {
  if (facts.length === 0) return { text: noFacts };
  const body = facts.map(({ point, items }): TableCell[] => [
    { text: point, style: 'muted' },
    {
      text: items.flatMap(({ name, value }, i) => [
        ...withGenes(`${i > 0 ? '  ·  ' : ''}${name}: `),
        ...withGenes(value).map((part) => ({ ...part, bold: true })),
      ]),
    },
  ]);
  return {
    table: { widths: [98, '*'], body },
    layout: { defaultBorder: false, paddingLeft: () => 3, paddingTop: () => 1, paddingBottom: () => 1 },
  };
}

function cellsOf(row: ReportRow, size: number): TableCell[] {
  const beside = [row.reading, row.version].filter((part) => part !== null).join(' · ');
  const because = row.because.flatMap(({ text, source }, i) => [
    ...withGenes(`${i > 0 ? '; ' : ''}${text}`),
    ...(source === null ? [] : [{ text: ` [${source}]`, color: MUTED }]),
  ]);
  const group: TableCell =
    row.group === null
      ? { text: row.status }
      : {
          text: [{ text: row.group, bold: true }, ...(row.subgroup === null ? [] : [` ${row.subgroup}`])],
          ...TINTS[row.group],
        };
  return [
    {
      stack: [
        { text: row.protocol, bold: true },
        { text: beside, style: 'muted', fontSize: size - 1 },
      ],
    },
    group,
    { text: row.decided },
    because.length === 0 ? { text: '–' } : { text: because },
    row.missing.length === 0 ? { text: '–' } : { text: withGenes(row.missing.join('; ')) },
    row.outcome === null
      ? { text: row.noOutcome }
      : {
          text: [
            { text: row.outcome.value, bold: true },
            ...withGenes(`, ${afterColon(row.outcome.population)}`),
            ...(row.outcome.source === null ? [] : [{ text: ` [${row.outcome.source}]`, color: MUTED }]),
          ],
        },
  ];
}

function withGenes(text: string): { text: string; italics?: boolean }[] {
  return splitGenes(text).map((part) => (part.gene ? { text: part.text, italics: true } : { text: part.text }));
}
