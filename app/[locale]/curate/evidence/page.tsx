import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import type { KeyNames } from '@/components/changes/changed-columns';
import classes from '@/components/curate/curate.module.css';
import type { Choice } from '@/components/curate/typed-field';
import { withMessages } from '@/components/layout/with-messages';
import { CorrectionForm } from '@/components/proposals/correction-form';
import { FigurePick } from '@/components/proposals/figure-pick';
import { FigureDesk } from '@/components/proposals/figure-desk';
import { NotEvidenceCurator } from '@/components/proposals/not-evidence-curator';
import { ForYou } from '@/components/proposals/for-you';
import { ProposalList } from '@/components/proposals/proposal-list';
import { useFigureName } from '@/components/proposals/proposal-name';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterProblems } from '@/components/ui/filter-problems';
import { GeneText } from '@/components/ui/gene-text';
import { PageHeader } from '@/components/ui/page-header';
import { mayCurate, type Viewer } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session/session.server';
import { mendedAddress, readAddress } from '@/lib/address/reading';
import { env } from '@/lib/env.server';
import { estimateCalled, namesOf } from '@/lib/registry/figure-names';
import {
  approveProposalAction,
  fetchRegisterRecordAction,
  keepEvidenceDraftAction,
  markSeenAction,
  proposeCorrectionAction,
  proposeFigureAction,
  readReferenceAction,
  readRegisterRecordAction,
  rejectProposalAction,
} from '@/lib/registry/proposals/actions';
import { findEvidenceDraft } from '@/lib/registry/proposals/draft.server';
import { findProposals } from '@/lib/registry/proposals/queries.server';
import { correctionQuerySchema } from '@/lib/registry/proposals/reading';
import { findReferences, findTrialLinks, getTrial } from '@/lib/registry/queries.server';
import { formatCitation } from '@/lib/registry/references/citation';
import type { Estimate, Reference, Trial } from '@/lib/registry/schema';
import { inShortNames } from '@/lib/registry/trials/short-name';
import type { TrialLink } from '@/lib/registry/trials/summary';
import { toSignIn } from '../../to-sign-in';

type Props = Readonly<{ searchParams: Promise<Record<string, string | string[] | undefined>> }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('proposals');
  return { title: t('title') };
}

/** Corrections of the evidence and new figures: proposed by one curator, approved by another. */
async function EvidencePage({ searchParams }: Props) {
  const [t, locale, viewer, parameters] = await Promise.all([
    getTranslations('proposals'),
    getLocale(),
    getViewer(),
    searchParams,
  ]);
  if (viewer === null) return toSignIn();
  if (!mayCurate(viewer)) return <NotEvidenceCurator title={t('title')} name={viewer.displayName} />;
  const [proposals, links, references] = await Promise.all([findProposals(viewer), findTrialLinks(), findReferences()]);
  const asked = typeof parameters.trial === 'string' ? await getTrial(parameters.trial) : null;
  const figures = namesOf(asked?.trial.estimates ?? []);
  const schema = correctionQuerySchema(
    links.map(({ slug }) => slug),
    figures,
  );
  const { values: filter, problems } = readAddress(schema, parameters);
  const trial = filter.trial === null ? null : (asked?.trial ?? null);
  const estimate = estimateCalled(filter.figure, trial?.estimates ?? []);
  const studies = inShortNames(links, locale);
  const others = asChoices(studies.filter(({ slug }) => slug !== trial?.slug));
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <FilterProblems
        title={t('problems')}
        problems={problems}
        nearestAddress={(problem) => mendedAddress('/curate/evidence', schema, parameters, problem)}
      />
      <div className={classes.page}>
        <ForYou proposals={proposals} mark={markSeenAction} />
        <section className={classes.section} aria-labelledby="proposals">
          <h2 id="proposals">{t('listTitle')}</h2>
          {proposals.length === 0 ? (
            <EmptyState title={t('emptyTitle')} text={t('emptyText')} />
          ) : (
            <ProposalList
              proposals={inShortNames(proposals, locale)}
              actions={{ approve: approveProposalAction, reject: rejectProposalAction }}
              names={namesOfKeys(references, studies)}
            />
          )}
        </section>
        <section className={classes.section} aria-labelledby="correct">
          <h2 id="correct">{t('correctTitle')}</h2>
          <FigurePick trials={studies} trial={trial} chosen={estimate?.id ?? null} references={references} />
          {trial !== null && estimate !== null && (
            <>
              <h3>
                <ChosenFigure figure={estimate} />
              </h3>
              <Correction viewer={viewer} trial={trial} studies={others} estimate={estimate} />
            </>
          )}
        </section>
        {trial !== null && <Desk viewer={viewer} trial={trial} studies={others} />}
      </div>
    </>
  );
}

function namesOfKeys(references: readonly Reference[], studies: readonly TrialLink[]): KeyNames {
  return {
    references: Object.fromEntries(references.map((one) => [one.id, formatCitation(one)])),
    studies: Object.fromEntries(studies.map(({ slug, acronym }) => [slug, acronym])),
  };
}

function asChoices(studies: readonly TrialLink[]): Choice[] {
  return studies.map(({ slug, acronym }) => ({ value: slug, label: acronym }));
}

type FormProps = Readonly<{ viewer: Viewer; trial: Trial; studies: readonly Choice[] }>;

function ChosenFigure({ figure }: Readonly<{ figure: Estimate }>) {
  return <GeneText text={useFigureName()(figure)} />;
}

/** The form of a correction with its draft. */
async function Correction({ viewer, trial, studies, estimate }: FormProps & Readonly<{ estimate: Estimate }>) {
  const form = `correction:${estimate.id}`;
  const draft = await findEvidenceDraft(viewer, form);
  return (
    <CorrectionForm
      key={estimate.id}
      trial={trial}
      estimate={estimate}
      studies={studies}
      draft={{ form, at: draft?.updatedAt ?? null, values: draft?.values ?? null, keep: keepEvidenceDraftAction }}
      propose={proposeCorrectionAction}
    />
  );
}

/** The form of a new figure with its draft, and the register record beside it. */
async function Desk({ viewer, trial, studies }: FormProps) {
  const form = `figure:${trial.slug}`;
  const draft = await findEvidenceDraft(viewer, form);
  return (
    <FigureDesk
      key={trial.slug}
      trial={trial}
      studies={studies}
      draft={{ form, at: draft?.updatedAt ?? null, values: draft?.values ?? null, keep: keepEvidenceDraftAction }}
      read={readReferenceAction}
      readRecord={readRegisterRecordAction}
      fetchRecord={env().REGISTER_FETCH ? fetchRegisterRecordAction : null}
      propose={proposeFigureAction}
    />
  );
}

export default withMessages(['proposals', 'quality', 'source', 'trial.posted.adverseKind', 'vocabulary'], EvidencePage);
