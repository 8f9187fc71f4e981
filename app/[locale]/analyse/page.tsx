import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import classes from '@/components/analyse/analyse.module.css';
import { AnalyseWorkbench } from '@/components/analyse/analyse-workbench';
import { withMessages } from '@/components/layout/with-messages';
import { Link } from '@/lib/i18n/navigation';
import { PageHeader } from '@/components/ui/page-header';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('analyse');
  return { title: t('title') };
}

/** A reader's own table, analysed in the browser by the program's engine. The server sees none of it. */
async function AnalysePage() {
  const t = await getTranslations('analyse');
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <p className={classes.other}>
        <Link href="/analyse/figure">{t('figure')}</Link>
      </p>
      <AnalyseWorkbench />
    </>
  );
}

export default withMessages(['errors', 'tables', 'analyse', 'exports', 'figure', 'site'], AnalysePage);
