import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { withMessages } from '@/components/layout/with-messages';
import { TrialSections } from '@/components/trial/sections';
import { TrialFacts } from '@/components/trial/facts';
import classes from '@/components/trial/page.module.css';
import { GeneText } from '@/components/ui/gene-text';
import { PageHeader } from '@/components/ui/page-header';
import { MOST_SERIES } from '@/lib/comparison/selection/selection';
import { inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import { citeTrial } from '@/lib/registry/references/cited-sources';
import { comparableIds, compareAddress, mainEndpoint } from '@/lib/registry/trials/outcome-groups';
import { getTrial } from '@/lib/registry/queries.server';

type Props = Readonly<{ params: Promise<{ slug: string }> }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const [locale, record] = await Promise.all([getLocale(), getTrial(slug)]);
  return record === null ? {} : { title: record.trial.acronym, description: inLocale(record.trial.title, locale) };
}

/** Everything known of one study, each statement with its source. */
async function TrialPage({ params }: Props) {
  const { slug } = await params;
  const [t, vocabulary, locale, record] = await Promise.all([
    getTranslations('trial'),
    getTranslations('vocabulary'),
    getLocale(),
    getTrial(slug),
  ]);
  if (record === null) notFound();
  const { trial, references, predecessor, successors } = record;
  const endpoint = mainEndpoint(trial.estimates);
  return (
    <>
      <PageHeader
        above={
          <>
            <Link href="/trials">{t('back')}</Link> · {vocabulary(`kind.${trial.kind}`)}
          </>
        }
        title={trial.acronym}
        intro={<GeneText text={inLocale(trial.title, locale)} />}
      >
        {endpoint !== null && (
          <Link
            className={classes.button}
            href={compareAddress(endpoint, comparableIds(trial.estimates, endpoint, MOST_SERIES))}
            prefetch={false}
          >
            {t('compare')}
          </Link>
        )}
      </PageHeader>
      <TrialFacts trial={trial} predecessor={predecessor} successors={successors} />
      <TrialSections trial={trial} cited={citeTrial(trial, references)} mostSeries={MOST_SERIES} />
    </>
  );
}

export default withMessages(['errors', 'source'], TrialPage);
