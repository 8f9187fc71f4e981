import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { withMessages } from '@/components/layout/with-messages';
import { FigureActions } from '@/components/figure/export/actions';
import { PartsAlone } from '@/components/trial/parts-alone';
import { OutcomePicture } from '@/components/trial/outcome/picture';
import { TrialSections } from '@/components/trial/sections';
import { TrialFacts } from '@/components/trial/facts';
import classes from '@/components/trial/page.module.css';
import { GeneText } from '@/components/ui/gene-text';
import { PageHeader } from '@/components/ui/page-header';
import { MOST_SERIES } from '@/lib/comparison/selection/selection';
import { inLocale } from '@/lib/i18n/format';
import { getPathname, Link } from '@/lib/i18n/navigation';
import { citeTrial } from '@/lib/registry/references/cited-sources';
import { comparableIds, compareAddress, mainEndpoint } from '@/lib/registry/trials/outcome-groups';
import { findCoveredQuestions, findPartsAlone } from '@/lib/registry/review/queries.server';
import { findPostedRecords } from '@/lib/registry/register-record/posted.server';
import { getTrial } from '@/lib/registry/queries.server';
import { inShortNames, shortName } from '@/lib/registry/trials/short-name';
import { notesIn } from '@/lib/registry/references/notes-in';
import type { Locale } from '@/lib/i18n/routing';

type Props = Readonly<{ params: Promise<{ slug: string }> }>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const [locale, record] = await Promise.all([getLocale(), getTrial(slug)]);
  return record === null
    ? {}
    : { title: shortName(record.trial.acronym, locale), description: inLocale(record.trial.title, locale) };
}

function named<Named extends Readonly<{ acronym: string }>>(record: Named, locale: Locale): Named {
  return { ...record, acronym: shortName(record.acronym, locale) };
}

/** What stands beside a study: what registers post, parts that one curator approved alone, questions that it answers. */
async function besideOf(slug: string) {
  const [posted, partsAlone, questions] = await Promise.all([
    findPostedRecords(slug),
    findPartsAlone(),
    findCoveredQuestions(),
  ]);
  return {
    posted,
    partsAlone: partsAlone[slug] ?? [],
    questions: questions.filter(({ cover }) => cover.studies.includes(slug)),
  };
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
  const { posted, partsAlone, questions } = await besideOf(slug);
  const trial = named(record.trial, locale);
  const cited = citeTrial(trial, notesIn(record.references, locale));
  const predecessor = record.predecessor === null ? null : named(record.predecessor, locale);
  const endpoint = mainEndpoint(trial.estimates);
  return (
    <>
      <PageHeader
        above={
          <>
            <Link href="/trials">{t('back')}</Link> · {vocabulary(`kind.${trial.kind}`)}
          </>
        }
        title={<GeneText text={trial.acronym} />}
        intro={<GeneText text={inLocale(trial.title, locale)} />}
      >
        {endpoint !== null && (
          <Link
            className={classes.button}
            href={compareAddress(endpoint, comparableIds(trial.estimates, endpoint, MOST_SERIES))}
          >
            {t('compare')}
          </Link>
        )}
        <FigureActions
          editable={false}
          embeddable={false}
          kind="trial"
          title={trial.acronym}
          path={getPathname({ href: `/trials/${trial.slug}`, locale })}
          query={`trial=${trial.slug}&lang=${locale}`}
        />
      </PageHeader>
      <OutcomePicture estimates={trial.estimates} acronym={trial.acronym} />
      <TrialFacts
        trial={trial}
        cited={cited}
        predecessor={predecessor}
        successors={inShortNames(record.successors, locale)}
      />
      <PartsAlone parts={partsAlone} />
      <TrialSections trial={trial} cited={cited} mostSeries={MOST_SERIES} posted={posted} questions={questions} />
    </>
  );
}

export default withMessages(['errors', 'exports.menu', 'source'], TrialPage);
