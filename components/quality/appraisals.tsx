import { useLocale, useTranslations } from 'next-intl';
import tables from '@/components/trial/evidence-table.module.css';
import { GeneText } from '@/components/ui/gene-text';
import { formatDay, inLocale } from '@/lib/i18n/format';
import type { Appraisal } from '@/lib/registry/schema';
import { APPRAISAL_DOMAINS } from '@/lib/registry/vocabulary';

/** The risk of bias of one study: every judgement with its reason, or that nobody has judged. */
export function Appraisals({ appraisals }: Readonly<{ appraisals: readonly Appraisal[] }>) {
  const t = useTranslations('review');
  if (appraisals.length === 0) return <p className="muted">{t('biasNone')}</p>;
  return appraisals.map((appraisal) => <AppraisalTable key={appraisal.tool} appraisal={appraisal} />);
}

function AppraisalTable({ appraisal: { tool, domains, overall, on } }: Readonly<{ appraisal: Appraisal }>) {
  const t = useTranslations('review');
  const locale = useLocale();
  const judged = Object.entries<Omit<Appraisal['overall'], 'oneCurator'>>(domains);
  return (
    <>
      <h3>
        {tool}: {t(`judgement.${overall.judgement}`)}
      </h3>
      <p className="muted">
        {t('judgedOn', { date: formatDay(on, locale) })}
        {overall.oneCurator === true && `; ${t('oneCurator')}`}
      </p>
      <table className={`${tables.table} ${tables.rows}`} aria-label={tool}>
        <thead>
          <tr>
            <th scope="col">{t('domainName')}</th>
            <th scope="col">{t('judgementName')}</th>
            <th scope="col">{t('reason')}</th>
          </tr>
        </thead>
        <tbody>
          {APPRAISAL_DOMAINS[tool].map((domain) => {
            const found = judged.find(([name]) => name === domain)?.[1];
            return found === undefined ? null : (
              <tr key={domain}>
                <th scope="row">{t(`domain.${domain}`)}</th>
                <td data-label={t('judgementName')}>{t(`judgement.${found.judgement}`)}</td>
                <td data-label={t('reason')}>
                  <GeneText text={inLocale(found.reason, locale)} />
                </td>
              </tr>
            );
          })}
          <tr>
            <th scope="row">{t('overall')}</th>
            <td data-label={t('judgementName')}>{t(`judgement.${overall.judgement}`)}</td>
            <td data-label={t('reason')}>
              <GeneText text={inLocale(overall.reason, locale)} />
            </td>
          </tr>
        </tbody>
      </table>
    </>
  );
}
