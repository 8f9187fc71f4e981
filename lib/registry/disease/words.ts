import { formatNumber, formatPercent, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { DiseaseRow } from './page';
import type { Bilingual, DiseaseFact } from '../schema';

/** Words of the disease page that files share with it, in one language. */
export type DiseaseWords = Readonly<{
  topic: (name: Bilingual) => string;
  /** `≈ 33 %`, `≥ 70 %`, `70–75 %`, or that no share is given */
  value: (row: Pick<DiseaseRow, 'fact' | 'mark'>) => string;
  /** how many of how many patients, or that the source does not say */
  counts: (fact: Pick<DiseaseFact, 'n' | 'denominator'>) => string;
}>;

export function diseaseWords(locale: Locale, t: MessageLookup): DiseaseWords {
  const number = (value: number): string => formatNumber(value, locale);
  return {
    topic: (name) => inLocale(name, locale),
    value: ({ mark }) => {
      if (mark.kind === 'not-given') return t('disease.notGiven');
      if (mark.kind === 'range') return t('disease.value.range', { low: number(mark.low), high: number(mark.high) });
      const share = formatPercent(mark.at, locale);
      return mark.kind === 'exact' ? share : t(`disease.value.${mark.kind}`, { share });
    },
    counts: ({ n, denominator }) => {
      if (n !== null && denominator !== null)
        return t('disease.counts.both', { n: number(n), denominator: number(denominator) });
      if (n !== null) return t('disease.counts.n', { n: number(n) });
      return denominator === null
        ? t('disease.counts.none')
        : t('disease.counts.denominator', { denominator: number(denominator) });
    },
  };
}
