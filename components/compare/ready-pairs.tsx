import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { Link } from '@/lib/i18n/navigation';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { compareAddress } from '@/lib/registry/trials/outcome-groups';
import { READY_COMPARISONS, readySides } from '@/lib/registry/trials/ready-comparisons';

/** Figures that stand side by side by right: one risk group in two protocols, arms, a study and its own control. */
export function ReadyPairs({ estimates }: Readonly<{ estimates: readonly PublishedEstimate[] }>) {
  const t = useTranslations();
  return (
    <section aria-labelledby="ready-pairs" className="screen-only">
      <h2 id="ready-pairs">{t('compare.readyPairs')}</h2>
      <ul>
        {READY_COMPARISONS.map((comparison) => {
          const ids = readySides(comparison, estimates).flatMap(({ figures }) => figures.map(({ id }) => id));
          return ids.length < 2 ? null : (
            <li key={comparison.key}>
              <Link href={compareAddress(comparison.endpoint, ids)} prefetch={false}>
                <GeneText text={t(`home.ready.of.${comparison.key}`)} />
              </Link>{' '}
              <span className="muted">({t(`vocabulary.endpoint.${comparison.endpoint}.short`)})</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
