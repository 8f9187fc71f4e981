import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { Link } from '@/lib/i18n/navigation';
import classes from './header.module.css';
import { LanguageSwitch } from './language-switch';
import { CurateLinks } from './curate-links';
import { MadeUpBand } from './made-up-band';
import { MainNavigation } from './main-navigation';
import { SearchField } from './search-field';
import { SignInLink } from './sign-in-link';
import { SignOutButton } from './sign-out-button';
import { ThemeSwitch } from './theme-switch';

type Props = Readonly<{
  personName: string | null;
  showsPatients: boolean;
  curates: boolean;
  administers: boolean;
  audits: boolean;
  madeUp: boolean;
}>;

/** The top bar of every page, and under it the band that says when patients are made up. */
export function Header({ personName, showsPatients, curates, administers, audits, madeUp }: Props) {
  const t = useTranslations('site');
  return (
    <header className={classes.header}>
      <a className={classes.skip} href="#content">
        {t('skip')}
      </a>
      <div className={classes.inner}>
        <Link className={classes.brand} href="/">
          {t('name')}
        </Link>
        <MainNavigation showsPatients={showsPatients} />
        <div className={classes.tools}>
          <SearchField />
          <Suspense>
            <LanguageSwitch />
          </Suspense>
          <ThemeSwitch label={t('theme')} />
          {personName === null ? (
            <Suspense>
              <SignInLink label={t('signIn')} />
            </Suspense>
          ) : (
            <span className={classes.person}>
              {curates && <CurateLinks />}
              {administers && (
                <Link className={classes.tool} href="/people">
                  {t('people')}
                </Link>
              )}
              {audits && (
                <Link className={classes.tool} href="/audit">
                  {t('audit')}
                </Link>
              )}
              <Link className={`${classes.tool} ${classes.name}`} href="/account" title={t('account')}>
                <span className={classes.nameText}>{personName}</span>
                <svg className={classes.nameSign} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                  <circle cx="8" cy="5" r="3" fill="none" stroke="currentColor" strokeWidth="1.5" />
                  <path d="M2 14.5a6 5.5 0 0 1 12 0" fill="none" stroke="currentColor" strokeWidth="1.5" />
                </svg>
              </Link>
              <SignOutButton label={t('signOut')} />
            </span>
          )}
        </div>
      </div>
      {madeUp && <MadeUpBand>{t('madeUpBand')}</MadeUpBand>}
    </header>
  );
}
