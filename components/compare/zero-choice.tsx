import { useTranslations } from 'next-intl';
import { groupsAddress, type CohortAddress } from '@/lib/comparison/groups/address';
import type { Grouping } from '@/lib/comparison/groups/groupings';
import type { CompareSelection } from '@/lib/comparison/selection/selection';
import { Link } from '@/lib/i18n/navigation';
import { LOCAL_TIME_ZEROS } from '@/lib/patients/timeline';
import classes from './compare.module.css';

type Props = Readonly<{
  selection: Pick<CompareSelection, 'endpoint' | 'local'>;
  by: Grouping;
  cohort: CohortAddress;
}>;

/** From when days count; each choice is an address of its own. */
export function ZeroChoice({ selection: { endpoint, local }, by, cohort }: Props) {
  const t = useTranslations('compare');
  const named = useTranslations('vocabulary.endpoint');
  return (
    <nav className={classes.views} aria-label={t('zero')}>
      {[null, ...LOCAL_TIME_ZEROS].map((zero) => (
        <Link
          key={zero ?? ''}
          href={groupsAddress({ endpoint, local: { ...local, zero } }, by, cohort)}
          aria-current={zero === local.zero ? 'page' : undefined}
          scroll={false}
        >
          {zero === null ? t('zeroUsual', { endpoint: named(`${endpoint}.short`) }) : t(`zeroOption.${zero}`)}
        </Link>
      ))}
    </nav>
  );
}
