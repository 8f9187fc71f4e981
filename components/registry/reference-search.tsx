import { useLocale, useTranslations } from 'next-intl';
import { getPathname, Link } from '@/lib/i18n/navigation';
import classes from './reference-list.module.css';

/** A plain form: the search stands in the address and works without script. */
export function ReferenceSearch({ query, shown, all }: Readonly<{ query: string; shown: number; all: number }>) {
  const t = useTranslations('references');
  const locale = useLocale();
  return (
    <form className={classes.search} role="search" aria-label={t('search')} action={getPathname({ href: '/references', locale })}>
      <input key={query} className={classes.input} type="search" name="q" aria-label={t('search')} placeholder={t('searchHint')} defaultValue={query} maxLength={100} />
      <button className={classes.button} type="submit">{t('apply')}</button>
      {query !== '' && <Link href="/references">{t('clear')}</Link>}
      <span className={classes.count} role="status">{t('count', { shown, all })}</span>
    </form>
  );
}
