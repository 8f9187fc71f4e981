import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber, formatYears, inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { explanationOf } from '@/lib/registry/quality/explained-implausibilities';
import type { CheckedFigures, Implausibility } from '@/lib/registry/quality/figure-plausibility';
import tables from '@/components/trial/evidence-table.module.css';
import { checkedValues } from './checked-values';
import classes from './quality.module.css';

type Props = Readonly<{ checks: readonly CheckedFigures[]; figures: readonly PublishedEstimate[] }>;

/** What is asked of the figures, of how many it could be asked, and every finding with its reason. */
export function QualityChecks({ checks, figures }: Props) {
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
            <Finding
              key={`${finding.check} ${finding.estimates.join(' ')}`}
              finding={finding}
              figures={figures.filter(({ id }) => finding.estimates.includes(id))}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function Finding({
  finding: { check, trial, acronym, estimates, values },
  figures,
}: Readonly<{ finding: Implausibility; figures: readonly PublishedEstimate[] }>) {
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
        {figures.map((figure, i) => (
          <span key={figure.id}>
            {i > 0 && '; '}
            <FigureLink trial={trial} figure={figure} />
          </span>
        ))}
      </p>
    </li>
  );
}

/** A figure by what a reader knows it by: endpoint, population and time. */
function FigureLink({ trial, figure }: Readonly<{ trial: string; figure: PublishedEstimate }>) {
  const t = useTranslations('vocabulary');
  const locale = useLocale();
  const { id, endpoint, label, timeYears } = figure;
  const words = [t(`endpoint.${endpoint}.short`), inLocale(label, locale)];
  return (
    <Link href={`/trials/${trial}#${id}`}>
      <GeneText text={[...words, ...(timeYears === null ? [] : [formatYears(timeYears, locale)])].join(' · ')} />
    </Link>
  );
}
