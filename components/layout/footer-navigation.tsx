import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import classes from './footer.module.css';

/** What a reader looks for less often than the pages of the top bar. */
export function FooterNavigation() {
  const [analyse, agreement, api] = [useTranslations('analyse'), useTranslations('agreement'), useTranslations('apiPage')];
  return (
    <nav className={classes.links} aria-label={agreement('more')}>
      <Link href="/analyse">{analyse('link')}</Link>
      <Link href="/agreement">{agreement('link')}</Link>
      <Link href="/api">{api('link')}</Link>
    </nav>
  );
}
