import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import classes from '@/components/curate/curate.module.css';
import { withMessages } from '@/components/layout/with-messages';
import { NotEvidenceCurator } from '@/components/proposals/not-evidence-curator';
import { PartForm } from '@/components/proposals/parts/part-form';
import { PartPick } from '@/components/proposals/parts/part-pick';
import { FilterProblems } from '@/components/ui/filter-problems';
import { PageHeader } from '@/components/ui/page-header';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session/session.server';
import { formatYears, inLocale } from '@/lib/i18n/format';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { Link } from '@/lib/i18n/navigation';
import {
  keepEvidenceDraftAction,
  proposePartAction,
  proposeRetirementAction,
  readReferenceAction,
} from '@/lib/registry/proposals/actions';
import { findEvidenceDraft } from '@/lib/registry/proposals/draft.server';
import { ALONE_PARTS, type AloneSources } from '@/lib/registry/proposals/parts/alone';
import { findAlone } from '@/lib/registry/proposals/parts/alone.server';
import { heldPart, itemsOf, namesOf } from '@/lib/registry/proposals/parts/content';
import { isAlone, isOne, PARTS, type Part } from '@/lib/registry/proposals/parts/fields';
import { partQuerySchema, type PartFilter } from '@/lib/registry/proposals/parts/reading';
import { showHeld } from '@/lib/registry/proposals/parts/typed';
import { findTrialLinks, getTrial } from '@/lib/registry/queries.server';
import { formatCitation } from '@/lib/registry/references/citation';
import type { Bilingual, Trial } from '@/lib/registry/schema';
import type { Beside } from '@/lib/registry/proposals/parts/live-checks';
import { inShortNames } from '@/lib/registry/trials/short-name';
import type { TrialLink } from '@/lib/registry/trials/summary';
import { toSignIn } from '../../to-sign-in';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('parts');
  return { title: t('title') };
}

/** What stands besides the figures: added, corrected or taken away by one curator, approved by another. */
async function StudyPage({ searchParams }: Props) {
  const [t, proposals, locale, viewer, parameters] = await Promise.all([
    getTranslations('parts'),
    getTranslations('proposals'),
    getLocale(),
    getViewer(),
    searchParams,
  ]);
  if (viewer === null) return toSignIn();
  if (!mayCurate(viewer)) return <NotEvidenceCurator title={t('title')} name={viewer.displayName} />;
  const [links, alone] = await Promise.all([findTrialLinks(), findAlone()]);
  const asked = typeof parameters.trial === 'string' ? await getTrial(parameters.trial) : null;
  const items = (part: Part): readonly string[] => itemsIn(part, asked?.trial ?? null, alone);
  const schema = partQuerySchema(
    links.map(({ slug }) => slug),
    PARTS.flatMap(items),
  );
  const { values: filter, problems } = readAddress(schema, parameters);
  const { part } = filter;
  const trial = filter.trial === null ? null : (asked?.trial ?? null);
  const item = filter.item !== null && items(part).includes(filter.item) ? filter.item : null;
  const shown = inShortNames(links, locale);
  const names = itemNames(part, trial, alone);
  return (
    <>
      <PageHeader
        title={t('title')}
        intro={t('intro')}
        above={<Link href="/curate/evidence">{proposals('title')}</Link>}
      />
      <FilterProblems
        title={t('problems')}
        problems={problems}
        nearestAddress={(problem) => mendedAddress('/curate/study', schema, parameters, problem)}
      />
      <div className={classes.page}>
        <PartPick
          trials={shown}
          filter={{ ...filter, item }}
          items={items(part)}
          names={names}
          extends={opens(part, trial, null)}
        />
        {opens(part, trial, item) && (
          <Form
            viewer={viewer}
            filter={{ ...filter, item }}
            trial={trial}
            alone={alone}
            studies={shown}
            names={names}
          />
        )}
      </div>
    </>
  );
}

type FormProps = Readonly<{ viewer: Viewer; filter: PartFilter; studies: readonly TrialLink[]; names: Names }> & Held;

/** The form of a part with its draft. */
async function Form({ viewer, filter: { trial: slug, part, item }, trial, alone, studies, names }: FormProps) {
  const owner = isAlone(part) ? null : (trial?.slug ?? null);
  const form = `part:${JSON.stringify([owner, part, item])}`;
  const draft = await findEvidenceDraft(viewer, form);
  const [t, vocabulary, locale] = await Promise.all([
    getTranslations('parts'),
    getTranslations('vocabulary.endpoint'),
    getLocale(),
  ]);
  const name = item === null ? undefined : names[item];
  return (
    <section className={classes.section} aria-labelledby="part">
      <h2 id="part">
        {t(`part.${part}`)}
        {name !== undefined && `: ${inLocale(name, locale)}`}
      </h2>
      <PartForm
        key={JSON.stringify([slug, part, item])}
        target={{ trial: owner, part, item }}
        first={showHeld(part, heldOf(part, { trial, alone }, item))}
        draft={{ form, at: draft?.updatedAt ?? null, values: draft?.values ?? null, keep: keepEvidenceDraftAction }}
        known={{
          studies: studies.map(({ slug: value, acronym: label }) => ({ value, label })),
          references: alone.references.map((one) => ({ value: one.id, label: formatCitation(one) })),
          figures: (trial?.estimates ?? []).map(({ id, endpoint, timeYears, label }) => ({
            value: id,
            label: [
              vocabulary(`${endpoint}.short`),
              ...(timeYears === null ? [] : [formatYears(timeYears, locale)]),
              inLocale(label, locale),
            ].join(', '),
          })),
          topics: topicsOf(alone).map(({ topic, topicName }) => ({ value: topic, label: inLocale(topicName, locale) })),
          beside: besideOf(part, alone),
        }}
        actions={{ propose: proposePartAction, retire: proposeRetirementAction, read: readReferenceAction }}
      />
    </section>
  );
}

function itemsIn(part: Part, trial: Trial | null, alone: AloneSources): readonly string[] {
  if (isAlone(part)) return isOne(part) ? [] : ALONE_PARTS[part].items(alone).map(({ id }) => id);
  return trial === null ? [] : itemsOf(part, trial);
}

type Names = Readonly<Record<string, Bilingual>>;

/** What a reader knows the items of a part by. */
function itemNames(part: Part, trial: Trial | null, alone: AloneSources): Names {
  if (isAlone(part)) return Object.fromEntries(ALONE_PARTS[part].items(alone).map(({ id, name }) => [id, name]));
  return trial === null ? {} : namesOf(part, trial, alone.references);
}

type Held = Readonly<{ trial: Trial | null; alone: AloneSources }>;

function heldOf(part: Part, { trial, alone }: Held, item: string | null): unknown {
  if (!isAlone(part)) return trial === null ? null : heldPart(part, trial, item);
  const items = ALONE_PARTS[part].items(alone);
  return (isOne(part) ? items[0] : items.find(({ id }) => id === item))?.shown ?? null;
}

/** What belongs to no study may be new, but whose figures answer a question is asked of a question; the rest needs a study. */
function opens(part: Part, trial: Trial | null, item: string | null): boolean {
  if (part === 'cover') return item !== null;
  return trial !== null || part === 'trial' || isAlone(part);
}

/** What a form is checked against while it is typed, as far as its part asks. */
function besideOf(part: Part, { disease: { facts, statements }, references }: AloneSources): Beside {
  if (part !== 'fact' && part !== 'statement' && part !== 'disagreement')
    return { shares: [], statements: [], references: [] };
  return {
    shares: facts.map(({ id, characteristic, population, percent, range, source: { ref } }) => ({
      id,
      characteristic,
      population,
      percent,
      range,
      ref,
    })),
    statements: statements.map(({ id, topic, text, source: { ref } }) => ({ id, topic, text, ref })),
    references: references.map(({ id }) => id),
  };
}

/** The topics of the disease, each once. */
function topicsOf({ disease: { facts, statements } }: AloneSources): { topic: string; topicName: Bilingual }[] {
  return [...new Map([...facts, ...statements].map((one) => [one.topic, one])).values()];
}

export default withMessages(['parts', 'proposals', 'review', 'source', 'vocabulary'], StudyPage);
