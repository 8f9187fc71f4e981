import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import classes from '@/components/curate/curate.module.css';
import { CurveItem } from '@/components/curate/curve/item';
import { CurveWorkbench } from '@/components/curate/curve/workbench';
import { NotCurator } from '@/components/curate/not-curator';
import { withMessages } from '@/components/layout/with-messages';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { mayCurate } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session/session.server';
import { comparableFigures, printedFor, reconstruction } from '@/lib/comparison/figure/reconstructed-curve';
import { inLocale } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import {
  approveCurveAction,
  proposeCurveAction,
  showWaitingCurveAction,
  withdrawCurveAction,
} from '@/lib/registry/curves/actions';
import { toCitation, type Citation } from '@/lib/registry/references/citation';
import { findCurvesOfCuration, findCurveTrials } from '@/lib/registry/curves/queries.server';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { findEstimates, findReferences } from '@/lib/registry/queries.server';
import { toSignIn } from '../../to-sign-in';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('curate');
  return { title: t('title') };
}

type StoredProps = Readonly<{
  curves: Readonly<Awaited<ReturnType<typeof findCurvesOfCuration>>>;
  figures: ReturnType<typeof comparableFigures>;
  citations: readonly Citation[];
  trials: Readonly<Awaited<ReturnType<typeof findCurveTrials>>>;
}>;

async function StoredCurves({ curves, figures, citations, trials }: StoredProps) {
  const [t, locale] = await Promise.all([getTranslations('curate'), getLocale()]);
  if (curves.length === 0) return <EmptyState title={t('emptyTitle')} text={t('emptyText')} />;
  const armName = (trial: string, arm: string | null): string | null => {
    const found = trials.find(({ slug }) => slug === trial)?.arms.find(({ slug }) => slug === arm);
    return found === undefined ? arm : inLocale(found.name, locale);
  };
  const actions = { approve: approveCurveAction, withdraw: withdrawCurveAction, show: showWaitingCurveAction };
  return (
    <ul className={classes.list}>
      {curves.map((curve) => (
        <CurveItem
          key={curve.id}
          listed={{
            curve,
            rebuilt: curve.hidden ? null : reconstruction(curve, printedFor(curve, figures)),
            citation: citations.find(({ id }) => id === curve.source.ref) ?? null,
            armName: armName(curve.trial, curve.stratum.arm),
          }}
          actions={actions}
        />
      ))}
    </ul>
  );
}

/** Curves read off published figures: proposed by one curator, approved by another. */
async function CurvesPage() {
  const [t, locale, viewer] = await Promise.all([getTranslations('curate'), getLocale(), getViewer()]);
  if (viewer === null) return toSignIn();
  if (!mayCurate(viewer)) {
    return <NotCurator name={viewer.displayName} />;
  }
  const [found, stored, references, estimates] = await Promise.all([
    findCurvesOfCuration(viewer),
    findCurveTrials(),
    findReferences(),
    findEstimates(),
  ]);
  const [curves, trials] = [inShortNames(found, locale), inShortNames(stored, locale)];
  const figures = comparableFigures(estimates);
  const citations = references.map(toCitation);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <div className={classes.page}>
        <section className={classes.section} aria-labelledby="stored-curves">
          <h2 id="stored-curves">{t('listTitle')}</h2>
          <StoredCurves curves={curves} figures={figures} citations={citations} trials={trials} />
        </section>
        <section className={classes.section} aria-labelledby="import-curve">
          <h2 id="import-curve">{t('importTitle')}</h2>
          <p className="muted">{t('importIntro')}</p>
          <p>
            <Link href="/curate/curves/read">{t('readFigure')}</Link>
          </p>
          <CurveWorkbench
            trials={trials}
            references={citations.map(({ id, short }) => ({ value: id, label: short }))}
            figures={figures}
            propose={proposeCurveAction}
          />
        </section>
      </div>
    </>
  );
}

export default withMessages(
  ['tables', 'curate', 'errors', 'figure', 'reconstructed', 'source', 'vocabulary'],
  CurvesPage,
);
