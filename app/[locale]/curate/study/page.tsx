import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import classes from '@/components/curate/curate.module.css';
import { withMessages } from '@/components/layout/with-messages';
import { NotEvidenceCurator } from '@/components/proposals/not-evidence-curator';
import { PartForm } from '@/components/proposals/parts/part-form';
import { PartPick } from '@/components/proposals/parts/part-pick';
import { FilterProblems } from '@/components/ui/filter-problems';
import { PageHeader } from '@/components/ui/page-header';
import { mayCurate } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session/session.server';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { getPathname, Link, redirect } from '@/lib/i18n/navigation';
import type { Locale } from '@/lib/i18n/routing';
import { keepEvidenceDraftAction, proposePartAction } from '@/lib/registry/proposals/actions';
import { findEvidenceDraft } from '@/lib/registry/proposals/draft.server';
import { heldPart, itemsOf, namesOf, shownQuestion } from '@/lib/registry/proposals/parts/content';
import { PARTS, type Part } from '@/lib/registry/proposals/parts/fields';
import { partQuerySchema } from '@/lib/registry/proposals/parts/reading';
import { showHeld } from '@/lib/registry/proposals/parts/typed';
import { findTrialLinks, getTrial } from '@/lib/registry/queries.server';
import { getProtocol } from '@/lib/registry/review/queries.server';
import type { Trial } from '@/lib/registry/schema';
import { inShortNames } from '@/lib/registry/trials/short-name';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('parts');
  return { title: t('title') };
}

/** A study besides its figures: added or corrected by one curator, approved by another. */
async function StudyPage({ searchParams }: Props) {
  const [t, locale, viewer, parameters] = await Promise.all([
    getTranslations('parts'),
    getLocale(),
    getViewer(),
    searchParams,
  ]);
  if (viewer === null) return redirect({ href: signInAddress(locale), locale });
  if (!mayCurate(viewer)) return <NotEvidenceCurator title={t('title')} name={viewer.displayName} />;
  const [links, protocol] = await Promise.all([findTrialLinks(), getProtocol()]);
  const asked = typeof parameters.trial === 'string' ? await getTrial(parameters.trial) : null;
  const questions = protocol?.questions ?? [];
  const items = (part: Part): readonly string[] => {
    if (part === 'question') return questions.map(({ id }) => id);
    return asked === null ? [] : itemsOf(part, asked.trial);
  };
  const slugs = links.map(({ slug }) => slug);
  const schema = partQuerySchema(slugs, PARTS.flatMap(items));
  const { values: filter, problems } = readAddress(schema, parameters);
  const trial = filter.trial === null ? null : (asked?.trial ?? null);
  const item = filter.item !== null && items(filter.part).includes(filter.item) ? filter.item : null;
  const question = questions.find(({ id }) => id === item);
  const held = filter.part === 'question' ? question && shownQuestion(question) : heldOf(trial, filter.part, item);
  const open = filter.part === 'question' ? question !== undefined : trial !== null || filter.part === 'trial';
  const form = `part:${JSON.stringify([trial?.slug ?? null, filter.part, item])}`;
  const draft = open ? await findEvidenceDraft(viewer, form) : null;
  return (
    <>
      <PageHeader
        title={t('title')}
        intro={t('intro')}
        above={<Link href="/curate/evidence">{t('toProposals')}</Link>}
      />
      <FilterProblems
        title={t('problems')}
        problems={problems}
        nearestAddress={(problem) => mendedAddress('/curate/study', schema, parameters, problem)}
      />
      <div className={classes.page}>
        <PartPick
          trials={inShortNames(links, locale)}
          filter={{ ...filter, item }}
          items={items(filter.part)}
          names={trial === null ? {} : namesOf(filter.part, trial)}
          questions={questions}
        />
        {open && (
          <PartForm
            key={JSON.stringify([filter.trial, filter.part, item])}
            target={{ trial: trial?.slug ?? null, part: filter.part, item }}
            first={showHeld(filter.part, held)}
            draft={{ form, at: draft?.updatedAt ?? null, values: draft?.values ?? null, keep: keepEvidenceDraftAction }}
            propose={proposePartAction}
          />
        )}
      </div>
    </>
  );
}

function signInAddress(locale: Locale) {
  return { pathname: '/sign-in', query: { callbackUrl: getPathname({ href: '/curate/study', locale }) } };
}

function heldOf(trial: Trial | null, part: Exclude<Part, 'question'>, item: string | null): unknown {
  return trial === null ? null : heldPart(part, trial, item);
}

export default withMessages(['parts', 'proposals', 'review', 'source', 'vocabulary'], StudyPage);
