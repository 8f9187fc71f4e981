import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { Link } from '@/lib/i18n/navigation';
import { restrictionsOf, type TrialFilter } from '@/lib/registry/trials/search/filter';
import classes from './list.module.css';
import { trialsAddress } from './address';
import { useFilterWords } from './use-filter-words';

/** What narrows the list now, each with a way to take it off. */
export function TrialFilterChips({ filter }: Readonly<{ filter: TrialFilter }>) {
  const t = useTranslations('trials');
  const words = useFilterWords();
  const restrictions = restrictionsOf(filter);
  if (restrictions.length === 0) return null;
  return (
    <ul className={classes.chips} aria-label={t('active')}>
      {restrictions.map((restriction) => (
        <li key={`${restriction.name} ${restriction.value}`}>
          <Link
            className={classes.chip}
            href={trialsAddress(restriction.without)}
            scroll={false}
            aria-label={t('remove', { restriction: words.restriction(restriction) })}
          >
            <span>
              <GeneText text={words.restriction(restriction)} />
            </span>
            <span aria-hidden="true">×</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
