import { splitGenes } from '@/components/ui/genes';
import { afterColon } from '@/lib/i18n/format';
import { plainDocument } from '@/lib/figure/documents/plain-document';
import type { FigureDocument, FigureTable } from '@/lib/figure/model/document';
import type { Locale } from '@/lib/i18n/routing';
import type { ReportModel } from './model';

type Frame = Readonly<{
  locale: Locale;
  footer: FigureDocument['footer'];
  address: string;
  /** headings of caveats and method */
  headings: Pick<FigureDocument['headings'], 'caveats' | 'method'>;
}>;

/** The report of one patient as slides, picture and tables; it names nobody, and the address leaves the facts out. */
export function reportFigure(model: ReportModel, { locale, footer, address, headings }: Frame): FigureDocument {
  const { title, facts, noFacts, conflicts, near, sources, legend } = model;
  const said = facts.flatMap(({ items }) => items.map(({ name, value }) => `${name}: ${value}`)).join('; ');
  const tables = [matrix(model), ...(facts.length === 0 ? [] : [factTable(model)])];
  return plainDocument(
    {
      kind: 'risk-report',
      locale,
      title,
      subtitle: said === '' ? noFacts : said,
      draw: null,
      tables,
      shown: [...(facts.length === 0 ? [] : [factTable(model)]), { ...shortMatrix(model), caption: title }],
      ...(said === '' ? {} : { under: underTitles(model, said) }),
      slideCaveat: [letters(legend), ...conflicts].join(' '),
      caveats: [
        ...conflicts.map((text) => ({ code: null, text, strong: true })),
        { code: null, text: legend, strong: false },
      ],
      method: near,
      citations: sources.map(({ number, text }) => ({ number, text, url: null })),
      headings: { ...headings, sources: model.headings.sources },
      footer,
      address,
      fileName: 'risk-groups',
      data: { rows: model.rows, facts, conflicts, near, sources },
    },
    splitGenes,
  );
}

/** Which infant it is, from all that is known in full down to what was known first: the table of facts has the rest. */
function underTitles({ facts }: ReportModel, whole: string): string[] {
  const inShort = facts.map(({ items }) => items.map(({ short, value }) => `${short}: ${value}`).join('; '));
  return [whole, ...inShort.map((_, i) => inShort.slice(0, inShort.length - i).join('; '))];
}

/** The legend begins with the letters; the rest of it is too long for a slide, and stands in the notes. */
function letters(legend: string): string {
  return legend.slice(0, legend.indexOf('. ') + 1);
}

function factTable({ facts, headings }: ReportModel): FigureTable {
  const both = (text: string): { value: string; text: string } => ({ value: text, text });
  return {
    id: 'facts',
    caption: headings.facts,
    columns: [
      { key: 'when', label: '', type: 'text', width: 1 },
      { key: 'fact', label: headings.facts, type: 'text', width: 1.5 },
      { key: 'value', label: '', type: 'text', width: 1.5 },
    ],
    rows: facts.flatMap(({ point, items }) => items.map(({ name, value }) => [point, name, value].map(both))),
  };
}

type Row = ReportModel['rows'][number];

const protocolOf = ({ protocol, reading }: Row): string => (reading === null ? protocol : `${protocol} (${reading})`);
const groupOf = ({ group, subgroup, status }: Row): string =>
  group === null ? status : [group, subgroup].filter((part) => part !== null).join(' ');

function outcomeOf({ outcome, noOutcome }: Row): string {
  if (outcome === null) return noOutcome;
  const said = `${outcome.value}, ${afterColon(outcome.population)}`;
  return outcome.source === null ? said : `${said} [${outcome.source}]`;
}

function matrix({ columns, headings, rows }: ReportModel): FigureTable {
  const cells = (row: Row): string[] => [
    protocolOf(row),
    groupOf(row),
    row.decided,
    row.because.map(({ text, source }) => (source === null ? text : `${text} [${source}]`)).join('; ') || '–',
    row.missing.join('; ') || '–',
    outcomeOf(row),
  ];
  return {
    id: 'matrix',
    caption: headings.matrix,
    columns: [
      { key: 'protocol', label: columns.protocol, type: 'text', width: 1.4 },
      { key: 'group', label: columns.group, type: 'text', width: 0.9 },
      { key: 'decided', label: columns.decided, type: 'text', width: 0.9 },
      { key: 'because', label: columns.because, type: 'text', width: 2.6 },
      { key: 'missing', label: columns.missing, type: 'text', width: 1.6 },
      { key: 'outcome', label: columns.outcome, type: 'text', width: 1.8 },
    ],
    rows: rows.map((row) => cells(row).map((text) => ({ value: text, text }))),
  };
}

/** The groups on the wall: whose protocol, which group, decided when, what became of such patients; the rest stands in the notes. */
function shortMatrix(model: ReportModel): FigureTable {
  const whole = matrix(model);
  const shown = new Set(['protocol', 'group', 'decided', 'outcome']);
  const kept = whole.columns.map(({ key }) => shown.has(key));
  return {
    ...whole,
    id: 'groups',
    columns: whole.columns.filter((_, i) => kept[i]),
    rows: whole.rows.map((row) => row.filter((_, i) => kept[i])),
  };
}
