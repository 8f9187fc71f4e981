import type { TextTable } from '@/lib/analysis/words';
import { formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { toCitation } from '@/lib/registry/references/citation';
import type { Reference } from '@/lib/registry/schema';
import type { CaseMix, CaseMixRow } from '../against/case-mix-comparison';
import type { StratumFigure } from '../against/case-mix-figures';
import { differenceText } from './difference-text';
import { intervalText, readingText } from './point-text';

type Words = Readonly<{ locale: Locale; t: MessageLookup }>;
type Beside = Readonly<{ names: ReadonlyMap<string, string>; references: readonly Reference[] }>;

/** The benchmark of each chosen trial with the local curve beside it, and what it does not cover. */
export function caseMixTexts(
  { rearranged, germline, notCovered, rows, without }: CaseMix,
  { names, references }: Beside,
  words: Words,
): Readonly<{ table: TextTable | null; lines: readonly string[] }> {
  const { t } = words;
  const nameOf = (trial: string): string => names.get(trial) ?? trial;
  const table = {
    caption: t('groups.caseMix.caption', { rearranged, germline }),
    columns: [
      t('groups.caseMix.trial'),
      t('groups.caseMix.strata'),
      t('groups.caseMix.benchmark'),
      t('groups.caseMix.local'),
      t('groups.caseMix.difference'),
    ],
    rows: rows.map((row) => rowOf(row, nameOf(row.trial), references, words)),
  };
  return {
    table: rows.length === 0 ? null : table,
    lines: [
      ...(rows.length === 0 ? [] : [t('groups.caseMix.method')]),
      ...(rows.length === 0 || notCovered === 0 ? [] : [t('groups.caseMix.notCovered', { count: notCovered })]),
      ...(without.length === 0 ? [] : [t('groups.caseMix.without', { trials: without.map(nameOf).join(', ') })]),
    ],
  };
}

function rowOf(
  { pair, benchmark, matched }: CaseMixRow,
  name: string,
  references: readonly Reference[],
  { locale, t }: Words,
): string[] {
  const { source } = pair.rearranged.published;
  const reference = references.find(({ id }) => id === source.ref);
  const cited = reference === undefined ? source.ref : toCitation(reference).short;
  const value = formatPercent(benchmark.percent, locale, 1);
  return [
    `${name}, ${formatYears(pair.years, locale)} (${cited})`,
    [pair.rearranged, pair.germline].map((figure) => figureText(figure, locale)).join('; '),
    benchmark.interval === null
      ? value
      : `${value} (${intervalText({ ...benchmark.interval, how: 'from-se' }, locale)})`,
    readingText(matched.local, locale, t),
    differenceText(matched, pair.rearranged, locale, t),
  ];
}

/** A published figure as printed, with whose it is. */
function figureText({ published, percent, interval }: StratumFigure, locale: Locale): string {
  const value = formatPercent(percent, locale);
  const limits = interval === null ? '' : ` (${intervalText(interval, locale)})`;
  return `${inLocale(published.label, locale)} ${value}${limits}`;
}
