import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { groupsAddress, type CohortAddress } from '@/lib/comparison/groups/address';
import { GROUPINGS, type Grouping } from '@/lib/comparison/groups/groupings';
import type { CompareSelection } from '@/lib/comparison/selection/selection';
import { Link } from '@/lib/i18n/navigation';
import classes from './compare.module.css';

type Props = Readonly<{ selection: Pick<CompareSelection, 'endpoint' | 'local'>; by: Grouping; cohort: CohortAddress }>;

/** What the cohort may be divided by; each division is an address of its own. */
export function GroupChoice({ selection, by, cohort }: Props) {
  const t = useTranslations('groups');
  return (
    <nav className={classes.views} aria-label={t('by')}>
      {GROUPINGS.map((one) => (
        <Link
          key={one}
          href={groupsAddress(selection, one, cohort)}
          aria-current={one === by ? 'page' : undefined}
          scroll={false}
        >
          <GeneText text={t(`byName.${one}`)} />
        </Link>
      ))}
    </nav>
  );
}
