import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber, formatPercent, inLocale } from '@/lib/i18n/format';
import type { CitedSources } from '@/lib/registry/references/cited-sources';
import type { BaselineFact } from '@/lib/registry/schema';
import { CitedChip } from '@/components/quality/cited-chip';
import { filledColumns, type FilledIn } from './filled-columns';
import tables from './evidence-table.module.css';

const FILLED_IN: FilledIn<BaselineFact, 'percent' | 'counts'> = {
  percent: ({ percent }) => percent !== null,
  counts: ({ n, denominator }) => n !== null || denominator !== null,
};

/** Presenting features: the percentage as printed, and the counts behind it where they are printed. */
export function BaselineTable({ facts, cited }: Readonly<{ facts: readonly BaselineFact[]; cited: CitedSources }>) {
  const t = useTranslations('trial');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  const dash = <span className="muted">–</span>;
  const columns = filledColumns(facts, FILLED_IN);
  return (
    <table className={`${tables.table} ${tables.rows}`} aria-label={t('section.baseline')}>
      <thead>
        <tr>
          <th scope="col">{t('feature')}</th>
          <th scope="col">{t('population')}</th>
          {columns.map((column) => (
            <th key={column} scope="col" className={tables.numeric}>
              {column === 'percent' ? '%' : t('counts')}
            </th>
          ))}
          <th scope="col">{t('source')}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map((fact, index) => (
          <tr key={index}>
            <th scope="row">
              <GeneText text={inLocale(fact.characteristic, locale)} />
              {fact.oneCurator === true && <span className={tables.aside}>{vocabulary('caveat.one-curator')}</span>}
            </th>
            <td data-label={t('population')}>
              {fact.stratum === null ? t('allPatients') : <GeneText text={inLocale(fact.stratum, locale)} />}
            </td>
            {columns.includes('percent') && (
              <td data-label="%" className={tables.numeric}>
                {fact.percent === null ? dash : formatPercent(fact.percent, locale)}
              </td>
            )}
            {columns.includes('counts') && (
              <td data-label={t('counts')} className={tables.numeric}>
                <Counts fact={fact} />
              </td>
            )}
            <td data-label={t('source')}>
              <CitedChip source={fact.source} cited={cited} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Counts({ fact: { n, denominator } }: Readonly<{ fact: BaselineFact }>) {
  const t = useTranslations('trial');
  const locale = useLocale();
  if (n !== null && denominator !== null)
    return t('countOf', { n: formatNumber(n, locale), of: formatNumber(denominator, locale) });
  if (denominator !== null) return t('ofOnly', { of: formatNumber(denominator, locale) });
  return n === null ? <span className="muted">–</span> : formatNumber(n, locale);
}
