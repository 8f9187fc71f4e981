import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import type { TrialSearch } from '@/lib/registry/trials/search/search';
import { trialsAddress } from './address';
import classes from './list.module.css';
import { useFilterWords } from './use-filter-words';

/** Words such as “no figures” are searched for in texts; what the reader may have meant is a filter, and how many it finds. */
export function AskedFilterNote({ asked }: Pick<TrialSearch, 'asked'>) {
  const t = useTranslations('trials');
  const words = useFilterWords();
  if (asked === null) return null;
  const restriction = asked.restrictions.map((one) => words.restriction(one)).join(', ');
  return (
    <p className={classes.asked}>
      {t('asked', { words: asked.words })}{' '}
      <Link href={trialsAddress(asked.filter)}>{t('askedFilter', { restriction, count: asked.count })}</Link>
    </p>
  );
}
