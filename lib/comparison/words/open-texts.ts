import { formatPercent, formatYears } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { MOST_READ, type OpenDifference, type OpenItems } from '../against/model';
import { openRows, type OpenRow } from '../against/open-rows';
import type { FigurePanel } from '../figure/figure-model';
import type { OpenItem } from '../selection/open-items';
import { differenceText } from './difference-text';
import { pointName, pointValue, readingText } from './point-text';
import { signed } from './signed';
import type { WordRow, WordTable } from './word-table';

const EN_DASH = '\u2013';

/** What the sources do not state of the endpoint, and what it does to the local patients. */
export type OpenTexts = Readonly<{
  heading: string;
  /** for every figure, from where to where the readings take the local value and its difference; null with the table */
  ranges: WordTable | null;
  /** both readings where they differ; null where they differ nowhere, or are not shown */
  table: WordTable | null;
  lines: readonly string[];
}>;

type Words = Readonly<{ endpoint: string; locale: Locale; t: MessageLookup }>;

/** Null where every figure states everything, or none is compared. */
export function openTexts(open: OpenItems, panel: FigurePanel, words: Words): OpenTexts | null {
  if (open.items.length === 0 && open.usual.length === 0) return null;
  const differences = open.differences ?? [];
  return {
    heading: words.t('against.open.heading'),
    ranges: differences.length === 0 ? null : rangeTable(differences, panel, words),
    table: differences.length === 0 ? null : differenceTable(differences, panel, words),
    lines: [...statedLines(open, panel, words), ...resultLine(open, words)],
  };
}

/** Who leaves what open, trials that leave the same open in one line. */
function statedLines({ items, usual }: OpenItems, panel: FigurePanel, { t }: Words): string[] {
  const byNames = new Map<string, OpenItem[]>();
  const namesOf = (estimateIds: readonly string[]): string => {
    const own = panel.published.filter(({ estimateId }) => estimateIds.includes(estimateId));
    return [...new Set(own.map(({ acronym }) => acronym))].join(', ');
  };
  for (const { item, estimateIds } of items) {
    const names = namesOf(estimateIds);
    byNames.set(names, [...(byNames.get(names) ?? []), item]);
  }
  return [
    ...[...byNames].map(([names, own]) => t('against.open.notStated', { names, items: itemList(own, t) })),
    ...usual.map(({ kind, estimateIds }) =>
      t('against.open.usual', { names: namesOf(estimateIds), event: t(`figure.event.${kind}`) }),
    ),
  ];
}

/** Why both readings are not shown, or which items change nothing. */
function resultLine({ items, differences, why }: OpenItems, { t }: Words): string[] {
  if (differences === null) return why === null ? [] : [t(`against.open.why.${why}`, { most: MOST_READ })];
  const same = items.map(({ item }) => item).filter((item) => !differences.some((one) => one.item === item));
  return same.length === 0 ? [] : [t('against.open.unchanged', { items: itemList(same, t) })];
}

function itemList(items: readonly OpenItem[], t: MessageLookup): string {
  return items.map((item) => t(`against.open.item.${item}`)).join('; ');
}

const RANGE_COLUMNS = ['figure', 'horizon', 'local', 'difference'] as const;

/** One row a figure: the least and the greatest local value of all readings, and what is left of it after the published one. */
function rangeTable(differences: readonly OpenDifference[], panel: FigurePanel, words: Words): WordTable {
  const { endpoint, locale, t } = words;
  return {
    heading: t('against.open.heading'),
    caption: t('against.open.range.caption', { endpoint }),
    columns: RANGE_COLUMNS.map((name) => ({ label: t(`against.open.range.${name}`), number: name !== 'figure' })),
    rows: panel.published.flatMap((point): WordRow[] => {
      const own = differences.filter(({ estimateId }) => estimateId === point.estimateId);
      const matched = own.flatMap(({ readings }) => readings.map((reading) => reading.matched));
      if (matched.length === 0) return [];
      const local = extent(matched.map((one) => one.local.percent));
      const difference = extent(matched.map((one) => one.difference));
      return [
        {
          key: point.estimateId,
          cells: [
            t('against.open.range.name', { figure: pointName(point), value: pointValue(point, locale) }),
            formatYears(point.years, locale),
            local === null
              ? t('figure.notEstimable', { horizon: formatYears(point.years, locale) })
              : t('against.open.range.span', {
                  low: formatPercent(local.low, locale, 1),
                  high: formatPercent(local.high, locale, 1),
                }),
            difference === null
              ? EN_DASH
              : t('against.open.range.span', {
                  low: signed(difference.low, locale),
                  high: signed(difference.high, locale),
                }),
          ],
        },
      ];
    }),
  };
}

/** Null where one of the values is not known: its reading may lie anywhere. */
function extent(values: readonly (number | null)[]): Readonly<{ low: number; high: number }> | null {
  const known = values.filter((value) => value !== null);
  if (known.length < values.length || known.length === 0) return null;
  return { low: Math.min(...known), high: Math.max(...known) };
}

function differenceTable(differences: readonly OpenDifference[], panel: FigurePanel, words: Words): WordTable {
  const { endpoint, locale, t } = words;
  return {
    heading: t('against.open.heading'),
    caption: t('against.open.caption', { endpoint }),
    columns: OPEN_COLUMNS.map((name) => ({ label: t(`against.open.column.${name}`), number: false })),
    rows: openRows(differences).map(({ key, item, years, which, reading, figures }): WordRow => {
      const { local } = reading.matched;
      return {
        key,
        cells: [
          t(`against.open.item.${item}`),
          formatYears(years, locale),
          t(`against.open.reading.${item}.${which}`),
          t('against.open.cell', { events: reading.events, value: readingText(local, locale, t) }),
          figures.map((one) => besideText(one, panel, words)).join('; '),
        ],
      };
    }),
  };
}

const OPEN_COLUMNS = ['item', 'horizon', 'reading', 'local', 'difference'] as const;

/** `Interfant-06 45.2 %: −3.1 (−9.0 to +2.8)`. */
function besideText(
  { estimateId, matched }: OpenRow['figures'][number],
  panel: FigurePanel,
  { locale, t }: Words,
): string {
  const point = panel.published.find((published) => published.estimateId === estimateId);
  if (point === undefined) return '';
  const difference = differenceText(matched, point, locale, t);
  return t('against.open.beside', { figure: pointName(point), value: pointValue(point, locale), difference });
}
