import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import { explanationOf } from '@/lib/registry/quality/explained-implausibilities';
import type { CheckedFigures, Implausibility } from '@/lib/registry/quality/figure-plausibility';
import tables from '@/components/trial/evidence-table.module.css';
import { checkedValues } from './checked-values';
import classes from './quality.module.css';

/** What is asked of the figures, of how many it could be asked, and every finding with its reason. */
export function QualityChecks({ checks }: Readonly<{ checks: readonly CheckedFigures[] }>) {
  const t = useTranslations('quality');
  const locale = useLocale();
  const findings = checks.flatMap(({ found }) => found);
  return (
    <>
      <table className={`${tables.table} ${tables.rows}`} aria-label={t('checks')}>
        <thead>
          <tr>
            <th scope="col">{t('question')}</th>
            <th scope="col" className={tables.numeric}>
              {t('compared')}
            </th>
            <th scope="col" className={tables.numeric}>
              {t('found')}
            </th>
          </tr>
        </thead>
        <tbody>
          {checks.map(({ check, compared, found }) => (
            <tr key={check}>
              <th scope="row">
                <GeneText text={t(`check.${check}`)} />
                <span className={tables.aside}>{t(`how.${check}`)}</span>
              </th>
              <td className={tables.numeric} data-label={t('compared')}>
                {formatNumber(compared, locale)}
              </td>
              <td className={tables.numeric} data-label={t('found')}>
                {formatNumber(found.length, locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {findings.length > 0 && (
        <ul className={classes.findings}>
          {findings.map((finding) => (
            <Finding key={`${finding.check} ${finding.estimates.join(' ')}`} finding={finding} />
          ))}
        </ul>
      )}
    </>
  );
}

function Finding({ finding: { check, trial, acronym, estimates, values } }: Readonly<{ finding: Implausibility }>) {
  const t = useTranslations('quality');
  const locale = useLocale();
  const reason = explanationOf(estimates);
  return (
    <li>
      <strong>
        {acronym}: <GeneText text={t(`check.${check}`)} />
      </strong>
      <span> {t('values', { values: checkedValues({ check, values }, locale) })}</span>
      <p>{reason === null ? t('unexplained') : inLocale(reason, locale)}</p>
      <p className="muted">
        {t('figures')}{' '}
        {estimates.map((id, i) => (
          <span key={id}>
            {i > 0 && ', '}
            <Link href={`/trials/${trial}#${id}`}>{id}</Link>
          </span>
        ))}
      </p>
    </li>
  );
}
