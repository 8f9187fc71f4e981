import type { MatchedHorizon, ObservedExpected } from '@/lib/comparison/against/model';
import { openRows, type OpenRow } from '@/lib/comparison/against/open-rows';
import type { ComparisonFigure, FigurePanel } from '@/lib/comparison/figure/figure-model';
import type { HorizonReading } from '@/lib/comparison/figure/horizon-reading';
import { panelAgainst } from '@/lib/comparison/words/against-texts';
import { wordsOfFigure } from '@/lib/comparison/words/pooled-words';
import type { WordTable } from '@/lib/comparison/words/word-table';
import type { FigureTexts } from '@/lib/comparison/words/figure-texts';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { FigureColumn, FigureTable } from '../model/document';
import { limitLabels } from './columns';

type Value = string | number | null | undefined;
/** A printed column with its bare value, or one for programs alone. */
type Cell<Item> = Readonly<{ key: string; value: (item: Item) => Value }> &
  Partial<Pick<FigureColumn, 'label' | 'unit' | 'width' | 'type'>>;

/** What the comparison says of the local patients in tables, the most important first; empty without a local curve. */
export function againstTables(
  figure: ComparisonFigure,
  { against: words }: FigureTexts,
  lookup: MessageLookup,
): FigureTable[] {
  const t = wordsOfFigure(figure, lookup);
  const panel = panelAgainst(figure);
  if (panel === null || words === null) return [];
  const { matched, expected, landmarks, open } = panel.against;
  const keyed = <Item extends { estimateId: string }>(items: readonly Item[]) =>
    new Map(items.map((item) => [item.estimateId, item]));
  return [
    ...(words.matched === null
      ? []
      : [joined('matched-horizons', words.matched, keyed(matched), matchedCells(panel, t), t('against.sheet'))]),
    ...(words.expected === null
      ? []
      : [
          joined(
            'observed-expected',
            words.expected,
            keyed(expected),
            expectedCells(panel, t),
            t('against.expectedTable.sheet'),
          ),
        ]),
    ...(words.open === null || words.open.table === null
      ? []
      : [
          joined(
            'not-stated',
            words.open.table,
            new Map(openRows(open?.differences ?? []).map((one) => [one.key, one])),
            openCells(panel, t),
            t('against.open.sheet'),
          ),
        ]),
    joined(
      'landmarks',
      words.landmarks,
      new Map(landmarks.map((one) => [String(one.years), one])),
      landmarkCells(t),
      t('against.followUp.sheet'),
    ),
  ];
}

/** The words of a table with the numbers behind them; cells beyond the printed columns are for programs. */
function joined<Item>(
  id: string,
  { caption, columns, rows }: WordTable,
  items: ReadonlyMap<string, Item>,
  cells: readonly Cell<Item>[],
  sheet: string,
): FigureTable {
  const known = rows.flatMap((row) => {
    const item = items.get(row.key);
    return item === undefined ? [] : [{ row, item }];
  });
  return {
    id,
    caption,
    sheet,
    columns: cells.map(({ key, label, unit, width, type = 'number' }, i): FigureColumn => {
      const printed = columns[i];
      return {
        key,
        label: label ?? printed?.label ?? key,
        type,
        ...(unit === undefined ? {} : { unit }),
        ...(width === undefined ? {} : { width }),
        ...(printed === undefined ? { only: 'file' } : {}),
      };
    }),
    rows: known.map(({ row, item }) =>
      cells.map(({ value }, i) => ({ value: value(item) ?? null, text: row.cells[i] ?? '' })),
    ),
  };
}

function pointOf(panel: FigurePanel, { estimateId }: Readonly<{ estimateId: string }>) {
  return panel.published.find((point) => point.estimateId === estimateId);
}

function matchedCells(panel: FigurePanel, t: MessageLookup): Cell<MatchedHorizon>[] {
  const [unit, limits] = ['%', limitLabels(t)];
  const name = (key: 'published' | 'local' | 'difference' | 'ratio') => t(`against.column.${key}`);
  return [
    { key: 'series', type: 'text', width: 2.4, value: (one) => pointOf(panel, one)?.acronym },
    { key: 'time_years', width: 0.8, unit: t('exports.unit.years'), value: ({ local }) => local.years },
    { key: 'published_percent', width: 1.6, unit, value: (one) => pointOf(panel, one)?.percent },
    { key: 'local_percent', width: 1.6, unit, value: ({ local }) => local.percent },
    { key: 'local_at_risk', width: 0.9, value: ({ local }) => local.atRisk },
    { key: 'difference_points', width: 2.4, value: ({ difference }) => difference },
    {
      key: 'population',
      label: t('figure.column.population'),
      type: 'text',
      value: (one) => pointOf(panel, one)?.population.en,
    },
    {
      key: 'published_low',
      label: `${name('published')}: ${limits.low}`,
      value: (one) => pointOf(panel, one)?.interval?.low,
    },
    {
      key: 'published_high',
      label: `${name('published')}: ${limits.high}`,
      value: (one) => pointOf(panel, one)?.interval?.high,
    },
    { key: 'local_low', label: `${name('local')}: ${limits.low}`, value: ({ local }) => local.low },
    { key: 'local_high', label: `${name('local')}: ${limits.high}`, value: ({ local }) => local.high },
    { key: 'difference_low', label: `${name('difference')}: ${limits.low}`, value: ({ low }) => low },
    { key: 'difference_high', label: `${name('difference')}: ${limits.high}`, value: ({ high }) => high },
    { key: 'hazard_ratio', label: name('ratio'), value: ({ ratio }) => ratio?.estimate },
    { key: 'hazard_ratio_low', label: `${name('ratio')}: ${limits.low}`, value: ({ ratio }) => ratio?.lower },
    { key: 'hazard_ratio_high', label: `${name('ratio')}: ${limits.high}`, value: ({ ratio }) => ratio?.upper },
    { key: 'smallest_below', label: t('against.column.smallestBelow'), value: ({ smallest }) => smallest?.below },
    { key: 'smallest_above', label: t('against.column.smallestAbove'), value: ({ smallest }) => smallest?.above },
    { key: 'not_estimable', label: t('against.column.reason'), type: 'text', value: ({ why }) => why },
  ];
}

function expectedCells(panel: FigurePanel, t: MessageLookup): Cell<ObservedExpected>[] {
  const column = (key: 'low' | 'high' | 'reason') => t(`against.expectedTable.column.${key}`);
  return [
    { key: 'series', type: 'text', width: 2.2, value: (one) => pointOf(panel, one)?.acronym },
    { key: 'basis', type: 'text', width: 2, value: ({ basis }) => basis.kind },
    { key: 'until_years', width: 0.8, unit: t('exports.unit.years'), value: ({ untilYears }) => untilYears },
    { key: 'observed', width: 1, value: ({ observed }) => observed },
    { key: 'expected', width: 1, value: ({ expected }) => expected },
    { key: 'ratio', width: 1.8, value: ({ ratio }) => ratio },
    { key: 'p', width: 1.4, value: ({ p }) => p },
    { key: 'ratio_low', label: column('low'), value: ({ low }) => low },
    { key: 'ratio_high', label: column('high'), value: ({ high }) => high },
    { key: 'not_estimable', label: column('reason'), type: 'text', value: ({ notEstimable }) => notEstimable },
  ];
}

function openCells(panel: FigurePanel, t: MessageLookup): Cell<OpenRow>[] {
  const limits = limitLabels(t);
  const name = (one: OpenRow['figures'][number]): string => pointOf(panel, one)?.acronym ?? one.estimateId;
  return [
    { key: 'item', type: 'text', width: 1.6, value: ({ item }) => item },
    { key: 'time_years', width: 0.7, unit: t('exports.unit.years'), value: ({ years }) => years },
    { key: 'reading', type: 'text', width: 1.6, value: ({ which }) => which },
    { key: 'local_percent', width: 1.8, value: ({ reading }) => reading.matched.local.percent },
    {
      key: 'differences',
      type: 'text',
      width: 3,
      value: ({ figures }) =>
        figures.map((one) => `${name(one)} ${one.matched.difference?.toFixed(1) ?? '-'}`).join('; '),
    },
    { key: 'events', label: t('figure.events'), value: ({ reading }) => reading.events },
    { key: 'local_low', label: limits.low, value: ({ reading }) => reading.matched.local.low },
    { key: 'local_high', label: limits.high, value: ({ reading }) => reading.matched.local.high },
  ];
}

function landmarkCells(t: MessageLookup): Cell<HorizonReading>[] {
  const limits = limitLabels(t);
  return [
    { key: 'time_years', unit: t('exports.unit.years'), value: ({ years }) => years },
    { key: 'percent', unit: '%', value: ({ percent }) => percent },
    {
      key: 'interval',
      type: 'text',
      value: ({ low, high }) => (low === null || high === null ? null : `${low.toFixed(1)}-${high.toFixed(1)}`),
    },
    { key: 'at_risk', value: ({ atRisk }) => atRisk },
    { key: 'low', label: limits.low, value: ({ low }) => low },
    { key: 'high', label: limits.high, value: ({ high }) => high },
    {
      key: 'not_estimable',
      label: t('against.column.reason'),
      type: 'text',
      value: ({ notEstimable }) => notEstimable,
    },
  ];
}
