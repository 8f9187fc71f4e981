import type { TextTable } from '@/lib/analysis/words';
import { formatNumber, formatP, formatPercent, formatYears } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { groupLabel } from '../groups/group-label';
import type { ReadTables } from '../network/event-table';
import type { RatioPool, SiteEstimate, SurvivalPool, TwoStage } from '../network/two-stage';

type Words = Readonly<{ locale: Locale; t: MessageLookup }>;
type Print = (value: number) => string;
type Pooled = Readonly<{ survival: readonly SurvivalPool[]; ratios: readonly RatioPool[] }>;

/** The pool of several sites in tables, and which files are not in it. */
export function networkTexts(
  { tables, faults }: ReadTables,
  { survival, ratios }: Pooled,
  words: Words,
): Readonly<{ lines: readonly string[]; tables: readonly TextTable[] }> {
  const { t, locale } = words;
  const percent: Print = (value) => formatPercent(100 * value, locale, 1);
  const ratio: Print = (value) => formatNumber(value, locale, 2);
  const columns = [
    t('groups.network.column.what'),
    ...tables.map(({ site }) => site),
    t('groups.network.column.pooled'),
    t('groups.network.column.spread'),
  ];
  const table = (caption: string, rows: readonly (readonly string[])[]): TextTable[] =>
    rows.length === 0 ? [] : [{ caption, columns, rows: rows.map((row) => [...row]) }];
  return {
    lines: [
      ...faults.map(({ file, fault }) => t(`groups.network.fault.${fault}`, { file })),
      ...(tables.some(({ madeUp }) => madeUp) ? [t('figure.madeUp')] : []),
      ...(tables.length < 2 ? [t('groups.network.one')] : []),
    ],
    tables:
      tables.length < 2
        ? []
        : [
            ...table(
              t('groups.network.survival'),
              survival.map((pool) => [
                `${groupLabel(pool.group, t)}, ${formatYears(pool.years, locale)}`,
                ...rowOf(pool, percent, words),
              ]),
            ),
            ...table(
              t('groups.network.ratios'),
              ratios.map((pool) => [
                t('groups.network.against', {
                  group: groupLabel(pool.group, t),
                  reference: groupLabel(pool.reference, t),
                }),
                ...rowOf(pool, ratio, words),
              ]),
            ),
          ],
  };
}

function rowOf({ sites, pooled }: TwoStage, print: Print, { locale, t }: Words): string[] {
  const own = sites.map((site) => siteText(site, print, t));
  if (pooled === null) return [...own, t('groups.network.none'), '–'];
  const { estimate, lower, upper, prediction, tauSquared, iSquared, qP } = pooled;
  const span = (low: number, high: number): string => t('groups.network.span', { low: print(low), high: print(high) });
  return [
    ...own,
    `${print(estimate)} (${span(lower, upper)})`,
    [
      prediction === null ? null : t('groups.network.prediction', { span: span(prediction.lower, prediction.upper) }),
      tauSquared === null ? null : `τ² = ${formatNumber(tauSquared, locale, 3)}`,
      iSquared === null ? null : `I² = ${formatPercent(iSquared, locale, 0)}`,
      qP === null ? null : `Q: ${formatP(qP, locale)}`,
    ]
      .filter((part) => part !== null)
      .join('; '),
  ];
}

function siteText({ n, estimate, why }: SiteEstimate, print: Print, t: MessageLookup): string {
  const value = estimate === null ? '–' : print(estimate);
  const counted = t('groups.network.site', { value, n });
  return why === null ? counted : `${counted}; ${t(`groups.network.why.${why}`)}`;
}
