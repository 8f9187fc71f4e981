import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import classes from './home.module.css';

const JOBS = [
  { key: 'browse', href: '/trials' },
  { key: 'log', href: '/patients' },
  { key: 'export', href: '/compare' },
] as const;

/** The three jobs, a line each. */
export function HomeJobs() {
  const t = useTranslations('home');
  return (
    <nav aria-label={t('jobs')}>
      <ul className={classes.jobs}>
        {JOBS.map(({ key, href }) => (
          <li key={key}>
            <Link className={classes.job} href={href}>
              {t(`job.${key}.title`)} <span aria-hidden="true">→</span>
            </Link>
            <p className="muted">{t(`job.${key}.text`)}</p>
          </li>
        ))}
      </ul>
    </nav>
  );
}
