import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { QualityChecks } from '@/components/quality/quality-checks';
import { QualityFacts, QualityLevels } from '@/components/quality/quality-levels';
import classes from '@/components/quality/quality.module.css';
import { PageHeader } from '@/components/ui/page-header';
import { Link } from '@/lib/i18n/navigation';
import { evidenceQuality } from '@/lib/registry/quality/evidence-quality';
import { checkPlausibility } from '@/lib/registry/quality/figure-plausibility';
import { findEstimates } from '@/lib/registry/queries.server';
import { inShortNames } from '@/lib/registry/trials/short-name';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('quality');
  return { title: t('title'), description: t('intro') };
}

/** How far the figures can be trusted: where they were read, what was checked, and what was found. */
export default async function DataQualityPage() {
  const [t, found, locale] = await Promise.all([getTranslations('quality'), findEstimates(), getLocale()]);
  const estimates = inShortNames(found, locale);
  const quality = evidenceQuality(estimates);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <section className={classes.section} style={{ marginTop: 0 }} aria-labelledby="levels">
        <h2 id="levels">{t('levels')}</h2>
        <QualityLevels quality={quality} />
      </section>
      <section className={classes.section} aria-labelledby="completeness">
        <h2 id="completeness">{t('completeness')}</h2>
        <QualityFacts quality={quality} />
      </section>
      <section className={classes.section} aria-labelledby="checks">
        <h2 id="checks">{t('checks')}</h2>
        <p className="muted">{t('checksIntro')}</p>
        <QualityChecks checks={checkPlausibility(estimates)} figures={estimates} />
        <p>
          <Link href="/discrepancies">{t('toLedger')}</Link>
        </p>
      </section>
    </>
  );
}
