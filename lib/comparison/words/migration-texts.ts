import type { TextTable } from '@/lib/analysis/words';
import { formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { publishedInterval } from '@/lib/registry/published-interval';
import type { LikePair } from '../cohort/like-pairs';
import type { MigrationCategory, MigrationCell, MigrationOutcomes } from '../cohort/migration';
import { intervalText, readingText } from './point-text';

type Words = Readonly<{ locale: Locale; t: MessageLookup }>;
type Names = readonly [string, string];
type Published = Readonly<{ pairs: readonly LikePair[]; byRisk: readonly PublishedEstimate[] }>;

/** The cohort under two protocols as a table with the outcome of each cell, and the published figures that belong beside it. */
export function migrationTexts(
  { rows, columns, cells }: MigrationOutcomes,
  names: Names,
  { pairs, byRisk }: Published,
  words: Words,
): Readonly<{ table: TextTable; lines: readonly string[] }> {
  const { t } = words;
  const [first, second] = names;
  return {
    table: {
      caption: t('groups.migration.caption', { first, second }),
      columns: [
        t('groups.migration.corner', { first, second }),
        ...columns.map((column) => `${second}: ${categoryText(column, t)}`),
      ],
      rows: rows.map((row, i) => [
        `${first}: ${categoryText(row, t)}`,
        ...columns.map((_, j) => cellText(cells[i]?.[j], words)),
      ]),
    },
    lines: [
      ...pairs.map((pair) => t(`groups.migration.pair.${pair.why}`, { figures: pairText(pair, words) })),
      ...(byRisk.length === 0
        ? []
        : [
            t('groups.migration.published', {
              figures: byRisk.map((one) => `${one.acronym}, ${figureText(one, words)}`).join('; '),
            }),
          ]),
    ],
  };
}

function categoryText(category: MigrationCategory, t: MessageLookup): string {
  return category === 'not-eligible' || category === 'not-settled' ? t(`groups.migration.${category}`) : category;
}

function cellText(cell: MigrationCell | undefined, { locale, t }: Words): string {
  if (cell === undefined || cell.n === 0) return '–';
  const readings = cell.readings.map(
    (reading) => `${formatYears(reading.years, locale)}: ${readingText(reading, locale, t)}`,
  );
  return [t('groups.migration.cell', { n: cell.n, events: cell.events }), ...readings].join('; ');
}

/** `Interfant-06, KMT2A-rearranged, high risk: 20.9 % at 6 y; MLL-10, …`. */
export function pairText({ figures }: LikePair, words: Words): string {
  return figures.map((one) => `${one.acronym}, ${figureText(one, words)}`).join('; ');
}

function figureText(one: PublishedEstimate, words: Words): string {
  return `${inLocale(one.label, words.locale)}: ${valueText(one, words)}`;
}

/** `45.2 % (27.6–62.9) at 5 y`. */
function valueText(one: PublishedEstimate, { locale, t }: Words): string {
  const interval = publishedInterval(one);
  const value = one.estimate === null ? '–' : formatPercent(one.estimate, locale);
  return t('groups.migration.figure', {
    value: interval === null ? value : `${value} (${intervalText(interval, locale)})`,
    horizon: one.timeYears === null ? '–' : formatYears(one.timeYears, locale),
  });
}
