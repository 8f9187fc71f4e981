import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { AgreementTable } from '@/components/quality/agreement-table';
import classes from '@/components/quality/agreement.module.css';
import { GeneText } from '@/components/ui/gene-text';
import { PageHeader } from '@/components/ui/page-header';
import { formatNumber } from '@/lib/i18n/format';
import agreement from '@/lib/survival/golden/agreement.json';

const HOW = ['data', 'relative', 'allowed', 'written', 'repeat'] as const;
const CONVENTIONS = ['limits', 'median', 'beyond', 'ties', 'ph', 'incidence', 'infinite'] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('agreement');
  return { title: t('title') };
}

/** How far the engine's results are from R's, as its tests recorded it. */
export default async function AgreementPage() {
  const [t, locale] = await Promise.all([getTranslations('agreement'), getLocale()]);
  const values = agreement.methods.reduce((sum, method) => sum + method.values, 0);
  const list = Object.entries(agreement.environment)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro', { values: formatNumber(values, locale, 0) })} />
      <div className={classes.page}>
        <div>
          <AgreementTable methods={agreement.methods} />
          <p className={classes.note}>{t('versions', { list })}</p>
        </div>
        <div className={classes.notes}>
          <section aria-labelledby="agreement-how">
            <h2 id="agreement-how">{t('howTitle')}</h2>
            <ul>
              {HOW.map((key) => (
                <li key={key}>{t(`how.${key}`)}</li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="agreement-conventions">
            <h2 id="agreement-conventions">{t('conventionsTitle')}</h2>
            <ul>
              {CONVENTIONS.map((key) => (
                <li key={key}>
                  <GeneText text={t(`convention.${key}`)} />
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </>
  );
}
