import { useTranslations } from 'next-intl';
import { COMPARE_VIEWS } from '@/lib/comparison/presentation';
import { writeSelection, type CompareSelection } from '@/lib/comparison/selection/selection';
import { Link } from '@/lib/i18n/navigation';
import classes from './compare.module.css';

/** The views of one selection; each is an address of its own. `asked` keeps an unchosen first view unchosen. */
export function CompareViews({ asked }: Readonly<{ asked: CompareSelection }>) {
  const t = useTranslations('compare');
  const { presentation } = asked;
  return (
    <nav className={classes.views} aria-label={t('views')}>
      {COMPARE_VIEWS.map((view) => (
        <Link
          key={view}
          href={`/compare?${writeSelection({ ...asked, presentation: { ...presentation, view } })}`}
          aria-current={view === presentation.view ? 'page' : undefined}
          scroll={false}
          prefetch={false}
        >
          {t(`view.${view}`)}
        </Link>
      ))}
    </nav>
  );
}
