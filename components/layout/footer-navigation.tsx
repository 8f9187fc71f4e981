import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import classes from './footer.module.css';

/** What a reader looks for less often than the pages of the top bar. */
export function FooterNavigation() {
  const t = useTranslations();
  const links = [
    { href: '/disease', name: t('site.disease') },
    { href: '/references', name: t('site.references') },
    { href: '/discrepancies', name: t('ledger.link') },
    { href: '/data-quality', name: t('quality.link') },
    { href: '/analyse', name: t('analyse.link') },
    { href: '/deck', name: t('site.deck') },
    { href: '/agreement', name: t('agreement.link') },
    { href: '/api', name: t('apiPage.link') },
  ] as const;
  return (
    <nav className={classes.links} aria-label={t('site.more')}>
      {links.map(({ href, name }) => (
        <Link key={href} href={href}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
