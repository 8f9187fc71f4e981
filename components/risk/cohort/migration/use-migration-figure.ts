import { useLocale, useTranslations } from 'next-intl';
import type { RiskEvidence } from '@/lib/registry/trials/risk-outcomes';
import type { FigureDocument, FigureTable, PictureSize } from '@/lib/figure/model/document';
import { formatNumber } from '@/lib/i18n/format';
import type { Category } from '@/lib/risk-cohort/classified-cohort';
import type { Migration } from '@/lib/risk-cohort/migration';
import { flowPicture, type FlowPicture } from '@/lib/risk-cohort/picture';
import { useCohortWords, type CohortWords } from '../use-cohort-words';

export type MigrationFigure = Readonly<{
  names: Readonly<{ first: string; second: string }>;
  words: CohortWords;
  /** as on the page, or for a room in px */
  draw: (room: PictureSize | null) => FlowPicture;
  /** how far both protocols agree, a sentence each */
  agreement: readonly string[];
  table: FigureTable;
  headings: FigureDocument['headings'];
}>;

/** A migration between the rule sets at two places, in words: what the page shows and the files hold. */
export function useMigrationFigure(
  migration: Migration,
  places: Readonly<{ first: number; second: number }>,
  protocols: RiskEvidence['protocols'],
): MigrationFigure {
  const [t, lookup] = [useTranslations('riskCohort.migration'), useTranslations()];
  const words = useCohortWords(protocols);
  const names = { first: words.ruleSetName(places.first), second: words.ruleSetName(places.second) };
  const spoken = {
    title: t('picture', names),
    subtitle: t('subtitle', { n: migration.n }),
    footer: t('footer'),
    ...names,
    bar: (category: Category, n: number) => `${words.categoryName(category)}  ${words.share(n, migration.n)}`,
    band: (from: Category, to: Category, n: number) =>
      t('band', { from: words.categoryName(from), to: words.categoryName(to), n }),
    count: words.count,
  };
  const table: FigureTable = {
    id: 'migration',
    caption: t('table', names),
    columns: [
      { key: 'from', label: t('corner', names), type: 'text' },
      ...migration.columns.map((key) => ({ key, label: words.categoryName(key), type: 'number' as const })),
    ],
    rows: migration.rows.map((row, i) => [
      { value: row, text: words.categoryName(row) },
      ...migration.columns.map((_, j) => {
        const value = migration.counts[i]?.[j] ?? 0;
        return { value, text: words.count(value) };
      }),
    ]),
  };
  const headings = {
    caveats: lookup('figure.heading.caveats'),
    method: lookup('figure.heading.method'),
    sources: lookup('figure.heading.sources'),
  };
  const draw = (room: PictureSize | null): FlowPicture => flowPicture(migration, spoken, room);
  return { names, words, draw, agreement: useAgreement(migration), table, headings };
}

function useAgreement({ agreement, n }: Migration): readonly string[] {
  const t = useTranslations('riskCohort.migration');
  const locale = useLocale();
  if (agreement.n === 0) return [t('noneInBoth', { of: n })];
  const share = formatNumber((100 * agreement.same) / agreement.n, locale, 0);
  return [
    t('agreement', { same: agreement.same, n: agreement.n, of: n, share }),
    agreement.kappa === null
      ? t('noKappa')
      : t('kappa', { kappa: formatNumber(agreement.kappa, locale, 2), n: agreement.n }),
  ];
}
