import { formatDay, formatNumber, formatYears } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import type { Estimate } from '../schema';

type Words = (key: 'nAnalysed' | 'atRisk' | 'transcribed' | 'differed', values: Record<string, string>) => string;

/** What a figure says beside its number: the patients of its analysis, numbers at risk, who transcribed it and what differed. */
export function figureRemarks(
  { nAnalysed, atRisk, transcription }: Pick<Estimate, 'nAnalysed' | 'atRisk' | 'transcription'>,
  locale: Locale,
  t: Words,
): string[] {
  const counts = atRisk.map(({ years, n }) => `${formatYears(years, locale)} – ${formatNumber(n, locale)}`);
  const readers = transcription?.readers.map(({ id, on }) => {
    if (on === null) return id;
    return `${id} (${on.length === 10 ? formatDay(on, locale) : on})`;
  });
  const differed = transcription?.differed ?? [];
  return [
    ...(nAnalysed === null ? [] : [t('nAnalysed', { n: formatNumber(nAnalysed, locale) })]),
    ...(counts.length === 0 ? [] : [t('atRisk', { counts: counts.join('; ') })]),
    ...(readers === undefined ? [] : [t('transcribed', { readers: readers.join(', ') })]),
    ...(differed.length === 0 ? [] : [t('differed', { fields: differed.join(', ') })]),
  ];
}
