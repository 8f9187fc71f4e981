import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import classes from './risk-page.module.css';

const PAGES = ['rules', 'cohort'] as const;

/** The rule browser and the classification of many patients. */
export function RiskLinks() {
  const t = useTranslations('riskPage');
  return (
    <nav className={classes.actions} aria-label={t('links.label')}>
      {PAGES.map((page) => (
        <Link key={page} className={classes.action} href={`/risk/${page}`}>
          {t(`links.${page}`)}
        </Link>
      ))}
    </nav>
  );
}
