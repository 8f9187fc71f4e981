import { formatYears } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { MOST_READ, type OpenDifference, type OpenItems, type OpenReading } from '../against/model';
import type { FigurePanel, PublishedPoint } from '../figure/figure-model';
import type { OpenItem } from '../selection/open-items';
import { differenceText } from './difference-text';
import { pointName, pointValue, readingText } from './point-text';
import type { WordRow, WordTable } from './word-table';

/** What the sources do not state of the endpoint, and what it does to the local patients. */
export type OpenTexts = Readonly<{
  heading: string;
  /** both readings where they differ; null where they differ nowhere, or are not shown */
  table: WordTable | null;
  lines: readonly string[];
}>;

type Words = Readonly<{ endpoint: string; locale: Locale; t: MessageLookup }>;

/** Joins a row to the numbers that it says. */
export function openKey({ item, estimateId }: Pick<OpenDifference, 'item' | 'estimateId'>): string {
  return `${item} ${estimateId}`;
}

/** Null where every figure states everything, or none is compared. */
export function openTexts(open: OpenItems, panel: FigurePanel, words: Words): OpenTexts | null {
  if (open.items.length === 0) return null;
  const { differences } = open;
  return {
    heading: words.t('against.open.heading'),
    table: differences === null || differences.length === 0 ? null : differenceTable(differences, panel, words),
    lines: [...statedLines(open, panel, words), ...resultLine(open, words)],
  };
}

/** Who leaves what open, trials that leave the same open in one line. */
function statedLines({ items }: OpenItems, panel: FigurePanel, { t }: Words): string[] {
  const byNames = new Map<string, OpenItem[]>();
  for (const { item, estimateIds } of items) {
    const own = panel.published.filter(({ estimateId }) => estimateIds.includes(estimateId));
    const names = [...new Set(own.map(({ acronym }) => acronym))].join(', ');
    byNames.set(names, [...(byNames.get(names) ?? []), item]);
  }
  return [...byNames].map(([names, own]) => t('against.open.notStated', { names, items: itemList(own, t) }));
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

function differenceTable(differences: readonly OpenDifference[], panel: FigurePanel, words: Words): WordTable {
  const { endpoint, locale, t } = words;
  const column = (name: 'item' | 'series' | 'first' | 'second') => ({
    label: t(`against.open.column.${name}`),
    number: false,
  });
  return {
    heading: t('against.open.heading'),
    caption: t('against.open.caption', { endpoint }),
    columns: [column('item'), column('series'), column('first'), column('second')],
    rows: differences.flatMap((one): WordRow[] => {
      const { estimateId, item, readings } = one;
      const point = panel.published.find((published) => published.estimateId === estimateId);
      if (point === undefined) return [];
      const [first, second] = readings;
      return [
        {
          key: openKey(one),
          cells: [
            t(`against.open.item.${item}`),
            `${pointName(point)}, ${formatYears(point.years, locale)}: ${pointValue(point, locale)}`,
            readingCell(t(`against.open.reading.${item}.first`), first, point, words),
            readingCell(t(`against.open.reading.${item}.second`), second, point, words),
          ],
        },
      ];
    }),
  };
}

function readingCell(
  reading: string,
  { events, matched }: OpenReading,
  point: PublishedPoint,
  { locale, t }: Words,
): string {
  const { local } = matched;
  if (local.percent === null)
    return t('against.open.cellNone', { reading, events, value: readingText(local, locale, t) });
  return t('against.open.cell', {
    reading,
    events,
    value: readingText(local, locale, t),
    difference: differenceText(matched, point, locale, t),
  });
}
