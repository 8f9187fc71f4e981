import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { GeneText } from '@/components/ui/gene-text';
import type { InsteadOfNothing } from '@/lib/comparison/selection/instead-of-nothing';
import { writeSelection, type CompareSelection } from '@/lib/comparison/selection/selection';
import { afterColon } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { Kmt2aStratum, SurvivalEndpoint } from '@/lib/registry/vocabulary';
import classes from './compare.module.css';

type Props = Readonly<{
  asked: CompareSelection;
  /** of the first view; null: the reader chose what is drawn */
  instead: InsteadOfNothing | null;
}>;

/** What stands in place of a figure. */
export function NothingDrawn({ asked, instead }: Props) {
  const t = useTranslations('compare');
  if (instead !== null) return <Instead asked={asked} instead={instead} />;
  return (
    <EmptyState title={t('emptyTitle')} text={t('empty')}>
      <Link href={`/compare?${writeSelection({ ...asked, series: null })}`}>{t('toFirstView')}</Link>
    </EmptyState>
  );
}

/** That the sources read have nothing to draw of an endpoint in a population, and what they have beside it. */
function Instead({
  asked,
  instead: { undrawable, populations, endpoints },
}: Readonly<{ asked: CompareSelection; instead: InsteadOfNothing }>) {
  const t = useTranslations('compare');
  const vocabulary = useTranslations('vocabulary');
  const short = vocabulary(`endpoint.${asked.endpoint}.short`);
  const of = { endpoint: short, population: asked.population };
  const text = undrawable ? t('nothingDrawable', of) : t('nothingRead', of);
  return (
    <EmptyState title={t('emptyTitle')} text={text}>
      <ul className={classes.instead}>
        {populations.map(({ population, drawable, studies }) => (
          <li key={population}>
            <Name endpoint={asked.endpoint} population={population} to={drawable ? { ...asked, population } : null} />:{' '}
            {studies.map(({ slug, acronym }, i) => (
              <Fragment key={slug}>
                {i > 0 && ', '}
                <Link href={`/trials/${slug}`}>{acronym}</Link>
              </Fragment>
            ))}
            {!drawable && ` (${t('offTheChart')})`}
          </li>
        ))}
        {endpoints.map((endpoint) => (
          <li key={endpoint}>
            <Name endpoint={endpoint} population={asked.population} to={{ ...asked, endpoint }} />
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}

function Name({
  endpoint,
  population,
  to,
}: Readonly<{ endpoint: SurvivalEndpoint; population: Kmt2aStratum; to: CompareSelection | null }>) {
  const vocabulary = useTranslations('vocabulary');
  const name = (
    <>
      {vocabulary(`endpoint.${endpoint}.short`)}, <GeneText text={afterColon(vocabulary(`kmt2a.${population}`))} />
    </>
  );
  return to === null ? name : <Link href={`/compare?${writeSelection(to)}`}>{name}</Link>;
}
