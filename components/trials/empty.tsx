import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { Link } from '@/lib/i18n/navigation';
import type { TrialSearch } from '@/lib/registry/trials/search/search';
import { NO_FILTER, type TrialFilter } from '@/lib/registry/trials/search/filter';
import classes from './list.module.css';
import { trialsAddress } from './address';
import { useFilterWords } from './use-filter-words';

/** What a list without a trial offers: questions that find something, and filters to give up. */
export function TrialEmpty({
  filter,
  search: { suggestions, relaxations },
}: Readonly<{ filter: TrialFilter; search: TrialSearch }>) {
  const t = useTranslations('trials');
  const words = useFilterWords();
  return (
    <EmptyState title={t('emptyTitle')} text={t('emptyText')}>
      {suggestions.length > 0 && (
        <p>
          {t('didYouMean')}{' '}
          {suggestions.map((q, index) => (
            <span key={q}>
              {index > 0 && ', '}
              <Link href={trialsAddress({ ...filter, q, page: 1 })}>{q}</Link>
            </span>
          ))}
        </p>
      )}
      {relaxations.length > 0 && (
        <>
          <p>{t('relax')}</p>
          <ul className={classes.relaxations}>
            {relaxations.map((relaxation) => (
              <li key={`${relaxation.name} ${relaxation.value}`}>
                <Link href={trialsAddress(relaxation.without)}>
                  {t('relaxed', { restriction: words.restriction(relaxation), count: relaxation.count })}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <Link href={trialsAddress({ ...NO_FILTER, view: filter.view })}>{t('clear')}</Link>
    </EmptyState>
  );
}
