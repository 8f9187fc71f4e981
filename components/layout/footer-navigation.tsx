import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import classes from './footer.module.css';

/** What a reader looks for less often than the pages of the top bar. */
export function FooterNavigation() {
  const t = useTranslations();
  const links = [
    { href: '/references', name: t('site.references') },
    { href: '/data-quality', name: t('quality.link') },
    { href: '/protocol', name: t('review.link') },
    { href: '/changes', name: t('changes.link') },
    { href: '/agreement', name: t('agreement.link') },
    { href: '/network', name: t('network.title') },
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
