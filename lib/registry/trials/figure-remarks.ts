import { formatDay, formatNumber, formatYears } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import { readersAddress } from '../references/reader-address';
import type { CopyRead, Estimate } from '../schema';

type Words = (key: 'nAnalysed' | 'atRisk' | 'transcribed' | 'differed', values: Record<string, string>) => string;

/** What a figure says beside its number: the patients of its analysis, numbers at risk, who transcribed it and what differed. */
export function figureRemarks(
  { nAnalysed, atRisk, transcription }: Pick<Estimate, 'nAnalysed' | 'atRisk' | 'transcription'>,
  locale: Locale,
  t: Words,
): string[] {
  const day = (text: string): string => (text.length === 10 ? formatDay(text, locale) : text);
  const copyText = ({ address, accessed, sha256 }: CopyRead): string =>
    [
      ...[readersAddress(address) ?? []].flat(),
      ...(accessed === null ? [] : [day(accessed)]),
      ...(sha256 === null ? [] : [`SHA-256 ${sha256}`]),
    ].join(', ');
  const counts = atRisk.map(({ years, n }) => `${formatYears(years, locale)} – ${formatNumber(n, locale)}`);
  const readers = transcription?.readers.map(({ id, on, copy }) => {
    const said = [...(on === null ? [] : [day(on)]), ...(copy === null ? [] : [copyText(copy)])];
    return said.length === 0 ? id : `${id} (${said.join('; ')})`;
  });
  const differed = transcription?.differed ?? [];
  return [
    ...(nAnalysed === null ? [] : [t('nAnalysed', { n: formatNumber(nAnalysed, locale) })]),
    ...(counts.length === 0 ? [] : [t('atRisk', { counts: counts.join('; ') })]),
    ...(readers === undefined ? [] : [t('transcribed', { readers: readers.join(', ') })]),
    ...(differed.length === 0 ? [] : [t('differed', { fields: differed.join(', ') })]),
  ];
}
