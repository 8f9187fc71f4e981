import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { RuleSetTable } from '@/components/risk/rules/rule-set-table';
import classes from '@/components/risk/rules/rules.module.css';
import { ThresholdTable } from '@/components/risk/rules/threshold-table';
import { GeneText } from '@/components/ui/gene-text';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import { findRiskEvidence } from '@/lib/registry/trials/risk-evidence.server';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('riskRules');
  return { title: t('title') };
}

/** Every rule set, and how their criteria differ. */
export default async function RulesPage() {
  const [t, risk, evidence] = await Promise.all([
    getTranslations('riskRules'),
    getTranslations('risk'),
    findRiskEvidence(await getLocale()),
  ]);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <div className={classes.page}>
        <p className={classes.links}>
          <Link href="/risk">{t('classify')}</Link>
          <Link href="/risk/cohort">{t('cohort')}</Link>
        </p>
        <section className={classes.section} aria-labelledby="thresholds">
          <h2 id="thresholds">{t('thresholds.title')}</h2>
          <p className={classes.hint}>
            <GeneText text={t('thresholds.hint')} />
          </p>
          <ThresholdTable evidence={evidence} />
        </section>
        <section className={classes.section} aria-labelledby="rule-sets">
          <h2 id="rule-sets">{t('list.title')}</h2>
          <RuleSetTable evidence={evidence} />
        </section>
        <p className={classes.hint}>{risk('notAdvice')}</p>
      </div>
    </>
  );
}
