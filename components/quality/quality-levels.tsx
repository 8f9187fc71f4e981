import { useLocale, useTranslations } from 'next-intl';
import { formatNumber, formatPercent } from '@/lib/i18n/format';
import type { EvidenceQuality } from '@/lib/registry/quality/evidence-quality';
import tables from '@/components/trial/evidence-table.module.css';
import classes from './quality.module.css';

/** On what the figures stand: the level of their sources, as a table with bars, and what else is known of each. */
export function QualityLevels({ quality }: Readonly<{ quality: EvidenceQuality }>) {
  const t = useTranslations('quality');
  const source = useTranslations('source');
  const locale = useLocale();
  const share = (part: number, whole: number): string =>
    formatPercent(whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10, locale);
  return (
    <table className={`${tables.table} ${tables.rows}`} aria-label={t('levels')}>
      <thead>
        <tr>
          <th scope="col">{t('level')}</th>
          <th scope="col" className={tables.numeric}>
            {t('allFigures')}
          </th>
          <th scope="col" className={tables.numeric}>
            {t('chartable')}
          </th>
          <th scope="col">{t('share')}</th>
        </tr>
      </thead>
      <tbody>
        {quality.levels.map(({ level, figures, chartable }) => (
          <tr key={level}>
            <th scope="row">
              {source(`letter.${level}`)} · {source(`level.${level}`)}
            </th>
            <td className={tables.numeric} data-label={t('allFigures')}>
              {formatNumber(figures, locale)}
            </td>
            <td className={tables.numeric} data-label={t('chartable')}>
              {formatNumber(chartable, locale)}
            </td>
            <td data-label={t('share')}>
              <span className={classes.bar}>
                <svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none">
                  <rect width={(100 * figures) / Math.max(1, quality.figures)} height="8" />
                </svg>
                {share(figures, quality.figures)}
              </span>
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('total')}</th>
          <td className={tables.numeric} data-label={t('allFigures')}>
            {formatNumber(quality.figures, locale)}
          </td>
          <td className={tables.numeric} data-label={t('chartable')}>
            {formatNumber(quality.chartable, locale)}
          </td>
          <td />
        </tr>
      </tbody>
    </table>
  );
}

/** How complete the figures are, and what must be said beside some of them. */
export function QualityFacts({ quality }: Readonly<{ quality: EvidenceQuality }>) {
  const t = useTranslations('quality');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  const facts = [
    { label: t('readTwice'), count: quality.readTwice },
    { label: t('reported'), count: quality.reported },
    { label: t('withInterval'), count: quality.withInterval },
    { label: t('withNumber'), count: quality.withNumber },
    // Sentences elsewhere; here rows of a list, like those above.
    ...quality.caveats.map(({ caveat, figures }) => ({
      label: vocabulary(`caveat.${caveat}`).replace(/\.$/u, ''),
      count: figures,
    })),
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, count }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{t('of', { count: formatNumber(count, locale), all: formatNumber(quality.figures, locale) })}</dd>
        </div>
      ))}
    </dl>
  );
}
