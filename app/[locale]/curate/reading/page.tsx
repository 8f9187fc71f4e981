import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import classes from '@/components/curate/curate.module.css';
import { withMessages } from '@/components/layout/with-messages';
import { NotEvidenceCurator } from '@/components/proposals/not-evidence-curator';
import { ReadingForm } from '@/components/proposals/reading-form';
import { FilterProblems } from '@/components/ui/filter-problems';
import { GeneText } from '@/components/ui/gene-text';
import { PageHeader } from '@/components/ui/page-header';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session/session.server';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import { estimateCalled, namesOf } from '@/lib/registry/figure-names';
import { correctionQuerySchema, readingAddress } from '@/lib/registry/proposals/reading';
import { proposeReadingAction, storeReadingAction } from '@/lib/registry/proposals/actions';
import { findOwnReading } from '@/lib/registry/proposals/second-reading.server';
import { findTrialLinks, getTrial } from '@/lib/registry/queries.server';
import { locatorText } from '@/lib/registry/references/locator-text';
import type { Estimate, Trial } from '@/lib/registry/schema';
import { inShortNames, shortName } from '@/lib/registry/trials/short-name';
import { toSignIn } from '../../to-sign-in';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('proposals.reading');
  return { title: t('title') };
}

/** A figure read a second time by a curator who does not see the first reading. */
async function ReadingPage({ searchParams }: Props) {
  const [t, locale, viewer, parameters] = await Promise.all([
    getTranslations('proposals'),
    getLocale(),
    getViewer(),
    searchParams,
  ]);
  if (viewer === null) return toSignIn();
  if (!mayCurate(viewer)) return <NotEvidenceCurator title={t('reading.title')} name={viewer.displayName} />;
  const links = await findTrialLinks();
  const asked = typeof parameters.trial === 'string' ? await getTrial(parameters.trial) : null;
  const schema = correctionQuerySchema(
    links.map(({ slug }) => slug),
    namesOf(asked?.trial.estimates ?? []),
  );
  const { values: filter, problems } = readAddress(schema, parameters);
  const trial = filter.trial === null ? null : (asked?.trial ?? null);
  const figure = estimateCalled(filter.figure, trial?.estimates ?? []);
  return (
    <>
      <PageHeader
        title={t('reading.title')}
        intro={t('reading.intro')}
        above={<Link href="/curate/evidence">{t('title')}</Link>}
      />
      <FilterProblems
        title={t('problems')}
        problems={problems}
        nearestAddress={(problem) => mendedAddress('/curate/reading', schema, parameters, problem)}
      />
      <div className={classes.page}>
        {trial === null && (
          <ul>
            {inShortNames(links, locale).map(({ slug, acronym }) => (
              <li key={slug}>
                <Link href={readingAddress(slug, null)}>{acronym}</Link>
              </li>
            ))}
          </ul>
        )}
        {trial !== null && <Figures trial={trial} chosen={figure} />}
        {trial !== null && figure !== null && <Reading viewer={viewer} trial={trial.slug} estimate={figure.id} />}
      </div>
    </>
  );
}

/** The form of a reading, for who has not seen the figure's values. */
async function Reading({ viewer, trial, estimate }: Readonly<{ viewer: Viewer; trial: string; estimate: string }>) {
  const t = await getTranslations('proposals');
  const kept = await findOwnReading(viewer, { trial, estimate });
  if (kept === 'seen') return <p role="status">{t('refusal.own-reading')}</p>;
  return (
    <ReadingForm
      key={estimate}
      trial={trial}
      estimate={estimate}
      kept={kept}
      store={storeReadingAction}
      propose={proposeReadingAction}
    />
  );
}

/** Whose figure and where it stands in its source, and nothing of what was read there. */
async function Figures({ trial, chosen }: Readonly<{ trial: Trial; chosen: Estimate | null }>) {
  const [vocabulary, locale] = await Promise.all([getTranslations('vocabulary'), getLocale()]);
  return (
    <section className={classes.section} aria-labelledby="figures">
      <h2 id="figures">{shortName(trial.acronym, locale)}</h2>
      <ul>
        {trial.estimates.map(({ id, endpoint, label, source }) => (
          <li key={id}>
            <Link href={readingAddress(trial.slug, id)} aria-current={id === chosen?.id ? 'true' : undefined}>
              {vocabulary(`endpoint.${endpoint}.short`)} · <GeneText text={inLocale(label, locale)} /> · {source.ref},{' '}
              {locatorText(source.locator, locale)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export default withMessages(['proposals', 'vocabulary'], ReadingPage);
