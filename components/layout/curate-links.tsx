import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import classes from './header.module.css';

/** What a curator does: curves read off figures, and corrections of the evidence. */
export function CurateLinks() {
  const t = useTranslations();
  return (
    <>
      <Link className={classes.tool} href="/curate/curves">
        {t('curate.nav')}
      </Link>
      <Link className={classes.tool} href="/curate/evidence">
        {t('proposals.title')}
      </Link>
      <Link className={classes.tool} href="/curate/reading">
        {t('proposals.reading.nav')}
      </Link>
      <Link className={classes.tool} href="/curate/study">
        {t('parts.nav')}
      </Link>
    </>
  );
}
