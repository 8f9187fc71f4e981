import { formatNumber, formatPercent } from '@/lib/i18n/format';
import type { KeysUnder, MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { DISEASE_TOPICS, type DiseaseRow } from './page';
import type { DiseaseFact } from '../schema';

/** Words of the disease page that files share with it, in one language. */
export type DiseaseWords = Readonly<{
  topic: (topic: string) => string;
  /** `≈ 33 %`, `≥ 70 %`, `70–75 %`, or that no share is given */
  value: (row: Pick<DiseaseRow, 'fact' | 'mark'>) => string;
  /** how many of how many patients, or that the source does not say */
  counts: (fact: Pick<DiseaseFact, 'n' | 'denominator'>) => string;
}>;

const TOPICS: Readonly<Record<(typeof DISEASE_TOPICS)[number], KeysUnder<'disease.topic'>>> = {
  epidemiology: 'epidemiology',
  'presenting features': 'presenting-features',
  diagnosis: 'diagnosis',
  'adverse factors': 'adverse-factors',
  immunophenotype: 'immunophenotype',
  'KMT2A gene': 'kmt2a-gene',
  'KMT2A rearrangement': 'kmt2a-rearrangement',
  'KMT2A partners': 'kmt2a-partners',
  'KMT2A breakpoints': 'kmt2a-breakpoints',
  'KMT2A germline': 'kmt2a-germline',
  'congenital ALL': 'congenital-all',
  'early response': 'early-response',
  'MRD methods': 'mrd-methods',
  'lineage switch': 'lineage-switch',
  'targeted therapy': 'targeted-therapy',
};

export function diseaseWords(locale: Locale, t: MessageLookup): DiseaseWords {
  const number = (value: number): string => formatNumber(value, locale);
  return {
    topic: (topic) => {
      const named = DISEASE_TOPICS.find((name) => name === topic);
      return named === undefined ? topic : t(`disease.topic.${TOPICS[named]}`);
    },
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
