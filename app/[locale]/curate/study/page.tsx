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
import { isAlone, PARTS, type Part } from '@/lib/registry/proposals/parts/fields';
import { shownReference } from '@/lib/registry/proposals/parts/reference-part';
import { partQuerySchema } from '@/lib/registry/proposals/parts/reading';
import { showHeld } from '@/lib/registry/proposals/parts/typed';
import { findReferences, findTrialLinks, getTrial } from '@/lib/registry/queries.server';
import { getProtocol } from '@/lib/registry/review/queries.server';
import type { ReviewQuestion } from '@/lib/registry/review/schema';
import type { Bilingual, Reference, Trial } from '@/lib/registry/schema';
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
  const references = parameters.part === 'reference' ? await findReferences() : [];
  const items = (part: Part): readonly string[] => itemsIn(part, asked?.trial ?? null, { questions, references });
  const schema = partQuerySchema(
    links.map(({ slug }) => slug),
    PARTS.flatMap(items),
  );
  const { values: filter, problems } = readAddress(schema, parameters);
  const trial = filter.trial === null ? null : (asked?.trial ?? null);
  const item = filter.item !== null && items(filter.part).includes(filter.item) ? filter.item : null;
  const question = questions.find(({ id }) => id === item);
  const held = heldOf({ trial, question, references }, filter.part, item);
  const open = opens(filter.part, { trial, question });
  const owner = isAlone(filter.part) ? null : (trial?.slug ?? null);
  const form = `part:${JSON.stringify([owner, filter.part, item])}`;
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
          names={itemNames(filter.part, trial, references)}
          questions={questions}
        />
        {open && (
          <PartForm
            key={JSON.stringify([filter.trial, filter.part, item])}
            target={{ trial: owner, part: filter.part, item }}
            first={showHeld(filter.part, held)}
            draft={{ form, at: draft?.updatedAt ?? null, values: draft?.values ?? null, keep: keepEvidenceDraftAction }}
            propose={proposePartAction}
          />
        )}
      </div>
    </>
  );
}

type Named = readonly Readonly<{ id: string }>[];

function itemsIn(part: Part, trial: Trial | null, alone: Readonly<{ questions: Named; references: Named }>): string[] {
  if (part === 'question') return alone.questions.map(({ id }) => id);
  if (part === 'reference') return alone.references.map(({ id }) => id);
  return trial === null ? [] : [...itemsOf(part, trial)];
}

function signInAddress(locale: Locale) {
  return { pathname: '/sign-in', query: { callbackUrl: getPathname({ href: '/curate/study', locale }) } };
}

/** What a reader knows the items of a part by. */
function itemNames(part: Part, trial: Trial | null, references: readonly Reference[]): Record<string, Bilingual> {
  if (part !== 'reference') return trial === null ? {} : namesOf(part, trial);
  const named = references.map(({ id, title }): [string, Bilingual] => {
    const text = title === undefined ? id : `${id}: ${title}`;
    return [id, { en: text, ru: text }];
  });
  return Object.fromEntries(named);
}

type Held = Readonly<{
  trial: Trial | null;
  question: ReviewQuestion | undefined;
  references?: readonly Reference[];
}>;

function heldOf({ trial, question, references = [] }: Held, part: Part, item: string | null): unknown {
  if (part === 'question') return question && shownQuestion(question);
  if (part === 'reference') return references.filter(({ id }) => id === item).map(shownReference)[0];
  return trial === null ? null : heldPart(part, trial, item);
}

/** A study and a publication may be new; a question may not, and the rest belongs to a study. */
function opens(part: Part, { trial, question }: Held): boolean {
  if (part === 'question') return question !== undefined;
  return trial !== null || part === 'trial' || part === 'reference';
}

export default withMessages(['parts', 'proposals', 'review', 'source', 'vocabulary'], StudyPage);
