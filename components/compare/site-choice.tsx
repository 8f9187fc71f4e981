import { useTranslations } from 'next-intl';
import { groupsAddress, type CohortAddress } from '@/lib/comparison/groups/address';
import type { Grouping } from '@/lib/comparison/groups/groupings';
import type { CompareSelection } from '@/lib/comparison/selection/selection';
import { Link } from '@/lib/i18n/navigation';
import classes from './compare.module.css';

type Props = Readonly<{
  sites: readonly Readonly<{ siteCode: string; siteName: string }>[];
  selection: Pick<CompareSelection, 'endpoint' | 'local'>;
  by: Grouping;
  cohort: CohortAddress;
}>;

/** Whose patients: all of the reader's sites or one of them; each choice is an address of its own. Nothing with a single site. */
export function SiteChoice({ sites, selection, by, cohort }: Props) {
  const t = useTranslations('compare');
  if (sites.length < 2) return null;
  const { endpoint, local } = selection;
  return (
    <nav className={classes.views} aria-label={t('site')}>
      {[null, ...sites].map((site) => (
        <Link
          key={site?.siteCode ?? ''}
          href={groupsAddress({ endpoint, local: { ...local, site: site?.siteCode ?? null } }, by, cohort)}
          aria-current={(site?.siteCode ?? null) === local.site ? 'page' : undefined}
          scroll={false}
        >
          {site?.siteName ?? t('allSites')}
        </Link>
      ))}
    </nav>
  );
}
