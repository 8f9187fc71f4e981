import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { OwnFigure } from '@/components/figure-reader/own-figure';
import { withMessages } from '@/components/layout/with-messages';
import { PageHeader } from '@/components/ui/page-header';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('curveReader');
  return { title: t('title') };
}

/** A figure of the reader's own, read in the browser. The server sees none of it. */
async function FigurePage() {
  const t = await getTranslations('curveReader');
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <OwnFigure />
    </>
  );
}

export default withMessages(['curveReader'], FigurePage);
