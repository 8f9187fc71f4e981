import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { CuratorReader } from '@/components/curate/figure-proposal';
import { NotCurator } from '@/components/curate/not-curator';
import { withMessages } from '@/components/layout/with-messages';
import { PageHeader } from '@/components/ui/page-header';
import { mayCurate } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session/session.server';
import { comparableFigures } from '@/lib/comparison/figure/reconstructed-curve';
import { inLocale } from '@/lib/i18n/format';
import { proposeReadCurvesAction, readCurveAgainAction } from '@/lib/registry/curves/actions';
import { findCurveTrials, findWaitingCurves } from '@/lib/registry/curves/queries.server';
import { findEstimates, findReferences } from '@/lib/registry/queries.server';
import { toCitation } from '@/lib/registry/references/citation';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { toSignIn } from '../../../to-sign-in';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('curveReader');
  return { title: t('title') };
}

/** A figure read in the curator's browser; only what is proposed comes to the server. */
async function ReadCurvesPage() {
  const [t, locale, viewer] = await Promise.all([getTranslations('curveReader'), getLocale(), getViewer()]);
  if (viewer === null) return toSignIn();
  if (!mayCurate(viewer)) return <NotCurator name={viewer.displayName} />;
  const [stored, references, estimates, waiting] = await Promise.all([
    findCurveTrials(),
    findReferences(),
    findEstimates(),
    findWaitingCurves(viewer),
  ]);
  const citations = references.map(toCitation);
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <CuratorReader
        trials={inShortNames(stored, locale)}
        references={citations.map(({ id, short }) => ({ value: id, label: short }))}
        figures={comparableFigures(estimates)}
        waiting={inShortNames(waiting, locale).map(({ id, acronym, endpoint, label }) => ({
          id,
          name: `${acronym}, ${endpoint}: ${inLocale(label, locale)}`,
        }))}
        propose={proposeReadCurvesAction}
        readAgain={readCurveAgainAction}
      />
    </>
  );
}

export default withMessages(
  ['curveReader', 'curate', 'figure', 'reconstructed', 'source', 'vocabulary'],
  ReadCurvesPage,
);
