import { useLocale, useTranslations } from 'next-intl';
import { Input } from '@/components/ui/field';
import { getPathname } from '@/lib/i18n/navigation';
import type { TrialFilter } from '@/lib/registry/trials/search/filter';
import classes from './header.module.css';

/** Searches the trials; a plain form, so it works before any script has loaded. */
export function SearchField() {
  const t = useTranslations('site');
  const locale = useLocale();
  return (
    <form className={classes.search} role="search" action={getPathname({ href: '/trials', locale })}>
      <Input
        type="search"
        name={'q' satisfies keyof TrialFilter}
        aria-label={t('search')}
        placeholder={t('searchHint')}
        maxLength={100}
      />
    </form>
  );
}
