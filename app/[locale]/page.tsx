import { getLocale, getTranslations } from 'next-intl/server';
import { FigureActions } from '@/components/figure/export/actions';
import { IntervalLinks } from '@/components/home/interval-links';
import { HomeJobs } from '@/components/home/jobs';
import { ProgressCaption } from '@/components/home/progress/caption';
import { ProgressFigure } from '@/components/home/progress/figure';
import { ProgressTable } from '@/components/home/progress/table';
import { ReadyComparisons } from '@/components/home/ready-comparisons';
import { withMessages } from '@/components/layout/with-messages';
import { CitedFiles } from '@/components/ui/citation-files';
import { PageHeader } from '@/components/ui/page-header';
import { getPathname } from '@/lib/i18n/navigation';
import { toCitation } from '@/lib/registry/references/citation';
import { inShortNames } from '@/lib/registry/trials/short-name';
import { selectProgress } from '@/lib/registry/trials/progress';
import { countEvidence, findEstimates, findReferences, findTrials } from '@/lib/registry/queries.server';
import { forReaders } from '@/lib/registry/references/for-readers';
import { notesIn } from '@/lib/registry/references/notes-in';
import classes from '@/components/home/home.module.css';

/** The field's question first, then what this is and what one can do here. */
async function HomePage() {
  const [locale, t, figures, studies, counts] = await Promise.all([
    getLocale(),
    getTranslations('home'),
    findEstimates(),
    findTrials(),
    countEvidence(),
  ]);
  const [estimates, trials] = [inShortNames(figures, locale), inShortNames(studies, locale)];
  const progress = selectProgress(forReaders(estimates), trials);
  const references = await findReferences([...new Set(progress.points.map((point) => point.source.ref))]);
  const citations = new Map(notesIn(references, locale).map((reference) => [reference.id, toCitation(reference)]));
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')}>
        <FigureActions
          editable
          kind="progress"
          title={t('title')}
          path={getPathname({ href: '/', locale })}
          query={`lang=${locale}`}
        />
      </PageHeader>
      <ProgressFigure points={progress.points}>
        <ProgressCaption progress={progress} />
      </ProgressFigure>
      <IntervalLinks points={progress.points} />
      <details className={classes.details}>
        <summary>{t('table')}</summary>
        <ProgressTable points={progress.points} citations={citations} />
        <CitedFiles ids={[...citations.keys()]} />
      </details>
      <ReadyComparisons estimates={estimates} />
      <HomeJobs />
      <section className={classes.about} aria-labelledby="about">
        <h2 id="about">{t('about')}</h2>
        <p>{t('aboutText')}</p>
        <p className="muted">{t('counts', counts)}</p>
      </section>
    </>
  );
}

export default withMessages(['errors', 'exports.menu', 'home', 'source', 'vocabulary'], HomePage);
