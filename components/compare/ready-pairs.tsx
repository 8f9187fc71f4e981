import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { likePairs } from '@/lib/comparison/cohort/like-pairs';
import { pairText } from '@/lib/comparison/words/migration-texts';
import { Link } from '@/lib/i18n/navigation';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { compareAddress } from '@/lib/registry/trials/outcome-groups';
import { READY_COMPARISONS, readySides } from '@/lib/registry/trials/ready-comparisons';
import classes from './compare.module.css';

/** Figures that stand side by side by right: one risk group in two protocols, arms, a study and its own control. */
export function ReadyPairs({ estimates }: Readonly<{ estimates: readonly PublishedEstimate[] }>) {
  const t = useTranslations();
  const locale = useLocale();
  const pairs = likePairs(estimates).toSorted((a, b) => Number(b.why === 'named') - Number(a.why === 'named'));
  return (
    <section aria-labelledby="ready-pairs" className="screen-only">
      <h2 id="ready-pairs">{t('compare.readyPairs')}</h2>
      <ul>
        {READY_COMPARISONS.map((comparison) => {
          const ids = readySides(comparison, estimates).flatMap(({ figures }) => figures.map(({ id }) => id));
          return ids.length < 2 ? null : (
            <li key={comparison.key}>
              <Link href={compareAddress(comparison.endpoint, ids)}>
                <GeneText text={t(`home.ready.of.${comparison.key}`)} />
              </Link>{' '}
              <span className="muted">({t(`vocabulary.endpoint.${comparison.endpoint}.short`)})</span>
            </li>
          );
        })}
      </ul>
      {pairs.length > 0 && (
        <details>
          <summary>{t('compare.likePairs')}</summary>
          <p className={classes.hint}>{t('compare.likePairsHint', { count: pairs.length })}</p>
          <ul>
            {pairs.map((pair) => {
              const ids = pair.figures.map(({ id }) => id);
              return (
                <li key={ids.join(' ')}>
                  <Link href={compareAddress(pair.endpoint, ids)}>
                    <GeneText text={pairText(pair, { locale, t })} />
                  </Link>{' '}
                  <span className="muted">({t(`vocabulary.endpoint.${pair.endpoint}.short`)})</span>
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </section>
  );
}
