import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { RiskChip } from '@/components/ui/risk-chip';
import { formatNumber, inLocale } from '@/lib/i18n/format';
import type { CitedSources } from '@/lib/registry/references/cited-sources';
import type { Stratum } from '@/lib/registry/schema';
import { sourceWording } from '@/lib/registry/trials/source-wording';
import { CitedChip } from '@/components/quality/cited-chip';
import { filledColumns } from './filled-columns';
import tables from './evidence-table.module.css';

/** Risk groups as the protocol defines them, with its own names. */
export function RiskGroupTable({ strata, cited }: Readonly<{ strata: readonly Stratum[]; cited: CitedSources }>) {
  const t = useTranslations('trial');
  const locale = useLocale();
  if (strata.length === 0) return <p className="muted">{t('riskEmpty')}</p>;
  const hasN = filledColumns(strata, { n: ({ n }) => n !== null }).includes('n');
  return (
    <table className={`${tables.table} ${tables.rows}`} aria-label={t('section.risk')}>
      <thead>
        <tr>
          <th scope="col">{t('riskGroup')}</th>
          <th scope="col">{t('localName')}</th>
          <th scope="col">{t('definition')}</th>
          {hasN && (
            <th scope="col" className={tables.numeric}>
              n
            </th>
          )}
          <th scope="col">{t('source')}</th>
        </tr>
      </thead>
      <tbody>
        {strata.map((stratum) => (
          <tr key={`${stratum.group} ${stratum.localName}`}>
            <td data-label={t('riskGroup')}>
              <RiskChip group={stratum.group} />
            </td>
            <th scope="row" data-label={t('localName')}>
              <GeneText text={sourceWording(stratum.localName, locale)} />
            </th>
            <td data-label={t('definition')} data-sentence>
              <GeneText text={inLocale(stratum.definition, locale)} />
            </td>
            {hasN && (
              <td data-label="n" className={tables.numeric}>
                {stratum.n === null ? <span className="muted">–</span> : formatNumber(stratum.n, locale)}
              </td>
            )}
            <td data-label={t('source')}>
              <CitedChip source={stratum.source} cited={cited} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
