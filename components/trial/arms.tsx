import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber, inLocale } from '@/lib/i18n/format';
import type { Trial } from '@/lib/registry/schema';
import { filledColumns } from './filled-columns';
import tables from './evidence-table.module.css';
import classes from './page.module.css';

/** Arms with their patients, and the treatments under study with their class. */
export function TrialArms({ trial: { arms, interventions } }: Readonly<{ trial: Trial }>) {
  const t = useTranslations('trial');
  const vocabulary = useTranslations('vocabulary');
  const locale = useLocale();
  const hasN = filledColumns(arms, { n: ({ n }) => n !== null }).includes('n');
  return (
    <>
      {interventions.length > 0 && (
        <p className={classes.interventions}>
          <span className="muted">{t('interventions')}: </span>
          {interventions.map(({ name, class: kind }, index) => (
            <span key={name.en}>
              {index > 0 && '; '}
              <GeneText text={inLocale(name, locale)} />{' '}
              <span className="muted">({vocabulary(`interventionClass.${kind}`)})</span>
            </span>
          ))}
        </p>
      )}
      {arms.length > 0 && (
        <table className={`${tables.table} ${tables.rows}`} aria-label={t('arms')}>
          <thead>
            <tr>
              <th scope="col">{t('arm')}</th>
              <th scope="col">{t('armKind')}</th>
              <th scope="col">{t('description')}</th>
              {hasN && (
                <th scope="col" className={tables.numeric}>
                  n
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {arms.map((arm) => (
              <tr key={arm.slug}>
                <th scope="row">{inLocale(arm.name, locale)}</th>
                <td data-label={t('armKind')}>{vocabulary(`armKind.${arm.kind}`)}</td>
                <td data-label={t('description')} data-sentence>
                  <GeneText text={inLocale(arm.description, locale)} />
                </td>
                {hasN && (
                  <td data-label="n" className={tables.numeric}>
                    {arm.n === null ? <span className="muted">–</span> : formatNumber(arm.n, locale)}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {arms.length === 0 && interventions.length === 0 && <p className="muted">{t('armsEmpty')}</p>}
    </>
  );
}
