import type { Metadata } from 'next';
import { useLocale } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import classes from '@/components/curate/curate.module.css';
import { withMessages } from '@/components/layout/with-messages';
import { NotEvidenceCurator } from '@/components/proposals/not-evidence-curator';
import { useFigureName } from '@/components/proposals/proposal-name';
import { ReadingForm } from '@/components/proposals/reading-form';
import { FilterProblems } from '@/components/ui/filter-problems';
import { GeneText } from '@/components/ui/gene-text';
import { PageHeader } from '@/components/ui/page-header';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session/session.server';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { Link } from '@/lib/i18n/navigation';
import { estimateCalled, namesOf } from '@/lib/registry/figure-names';
import { correctionQuerySchema, readingAddress } from '@/lib/registry/proposals/reading';
import { proposeReadingAction, storeReadingAction } from '@/lib/registry/proposals/actions';
import { findOwnReading } from '@/lib/registry/proposals/second-reading.server';
import { findReferences, findTrialLinks, getTrial } from '@/lib/registry/queries.server';
import { formatCitation } from '@/lib/registry/references/citation';
import { locatorText } from '@/lib/registry/references/locator-text';
import type { Estimate, Reference, Trial } from '@/lib/registry/schema';
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
        {trial !== null && figure !== null && <Reading viewer={viewer} trial={trial.slug} figure={figure} />}
      </div>
    </>
  );
}

/** The form of a reading, for who has not seen the figure's values. */
async function Reading({ viewer, trial, figure }: Readonly<{ viewer: Viewer; trial: string; figure: Estimate }>) {
  const [t, references] = await Promise.all([getTranslations('proposals'), findReferences()]);
  const kept = await findOwnReading(viewer, { trial, estimate: figure.id });
  return (
    <section className={classes.section} aria-labelledby="figure-read">
      <h2 id="figure-read">
        <FigureOf figure={figure} references={references} />
      </h2>
      {kept === 'seen' ? (
        <p role="status">{t('refusal.own-reading')}</p>
      ) : (
        <ReadingForm
          key={figure.id}
          trial={trial}
          estimate={figure.id}
          kept={kept}
          store={storeReadingAction}
          propose={proposeReadingAction}
        />
      )}
    </section>
  );
}

/** Whose figure, of which time, and where it stands in its source, and nothing of what was read there. */
function FigureOf({ figure, references }: Readonly<{ figure: Estimate; references: readonly Reference[] }>) {
  const [named, locale] = [useFigureName(), useLocale()];
  const { ref, locator } = figure.source;
  const reference = references.find(({ id }) => id === ref);
  const cited = reference === undefined ? [] : [formatCitation(reference)];
  return <GeneText text={[named(figure), ...cited, locatorText(locator, locale)].join(' · ')} />;
}

/** The figures of a study that can be read. */
async function Figures({ trial, chosen }: Readonly<{ trial: Trial; chosen: Estimate | null }>) {
  const [references, locale] = await Promise.all([findReferences(), getLocale()]);
  return (
    <section className={classes.section} aria-labelledby="figures">
      <h2 id="figures">{shortName(trial.acronym, locale)}</h2>
      <ul>
        {trial.estimates.map((figure) => (
          <li key={figure.id}>
            <Link
              href={readingAddress(trial.slug, figure.id)}
              aria-current={figure.id === chosen?.id ? 'true' : undefined}
            >
              <FigureOf figure={figure} references={references} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export default withMessages(['proposals', 'vocabulary'], ReadingPage);
