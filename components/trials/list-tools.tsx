import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import { TRIAL_VIEWS, type TrialFilter } from '@/lib/registry/trials/search/filter';
import classes from './list.module.css';
import { trialsAddress, trialsQuery } from './address';

/** How the result is shown, and the result as a file. */
export function TrialListTools({ filter }: Readonly<{ filter: TrialFilter }>) {
  const t = useTranslations('trials');
  const query = trialsQuery({ ...filter, view: 'table', page: 1 });
  return (
    <div className={classes.tools}>
      <nav className={classes.views} aria-label={t('view')}>
        {TRIAL_VIEWS.map((view) => (
          <Link
            key={view}
            href={trialsAddress({ ...filter, view })}
            scroll={false}
            aria-current={view === filter.view ? 'true' : undefined}
          >
            {t(`views.${view}`)}
          </Link>
        ))}
      </nav>
      <span className={classes.downloads} title={t('downloadNote')}>
        {t('download')}{' '}
        {(['csv', 'json'] as const).map((format) => (
          <a key={format} href={`/api/trials/list.${format}${query === '' ? '' : `?${query}`}`} download>
            {t(format)}
          </a>
        ))}
      </span>
    </div>
  );
}

/** The way through a list that is too long for one page. */
export function TrialPages({ filter, page, pages }: Readonly<{ filter: TrialFilter; page: number; pages: number }>) {
  const t = useTranslations('trials');
  if (pages === 1) return null;
  return (
    <nav data-on-paper className={classes.pages} aria-label={t('pages')}>
      {page > 1 && (
        <Link href={trialsAddress({ ...filter, page: page - 1 })} rel="prev">
          {t('previous')}
        </Link>
      )}
      <span>{t('page', { page, pages })}</span>
      {page < pages && (
        <Link href={trialsAddress({ ...filter, page: page + 1 })} rel="next">
          {t('next')}
        </Link>
      )}
    </nav>
  );
}
