'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useId, useRef, useState } from 'react';
import { Input } from '@/components/ui/field';
import { getPathname } from '@/lib/i18n/navigation';
import type { TrialFilter } from '@/lib/registry/trials/search/filter';
import classes from './header.module.css';

/** Searches the trials; a plain form, so it works before any script has loaded. Names are suggested once one types. */
export function SearchField() {
  const t = useTranslations('site');
  const locale = useLocale();
  const list = useId();
  const names = useRef<Promise<readonly string[]>>(undefined);
  const [suggested, setSuggested] = useState<readonly string[]>([]);
  const suggest = async (text: string): Promise<void> => {
    // Without an answer there is no suggestion, and the search is as good as before.
    const [{ loadNames }, { suggestedNames }] = await Promise.all([
      import('./search-names'),
      import('@/lib/registry/trials/search/names'),
    ]);
    names.current ??= loadNames(locale).catch(() => []);
    setSuggested(suggestedNames(await names.current, text));
  };
  return (
    <form className={classes.search} role="search" action={getPathname({ href: '/trials', locale })}>
      <Input
        type="search"
        name={'q' satisfies keyof TrialFilter}
        aria-label={t('search')}
        placeholder={t('searchHint')}
        maxLength={100}
        list={list}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => void suggest(value)}
      />
      <datalist id={list}>
        {suggested.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </form>
  );
}
