'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useLayoutEffect, useRef, useTransition, type FormEvent, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/field';
import { getPathname, Link, useRouter } from '@/lib/i18n/navigation';
import {
  FLAG_NAMES,
  LIST_NAMES,
  NO_FILTER,
  restrictionsOf,
  type FilterName,
  type TrialFilter,
} from '@/lib/registry/trials/search/filter';
import classes from './filter-form.module.css';
import { trialsAddress } from './address';

/** Long enough to finish a word, short enough to feel immediate, in milliseconds. */
const TYPING_PAUSE = 300;
/** A field of another name would be sent and narrow nothing. */
const [SEARCH, VIEW, SORT, ORDER] = ['q', 'view', 'sort', 'order'] as const satisfies readonly FilterName[];

/**
 * The filter is a form that a browser can send by itself; with script every change is sent at once, and the list keeps
 * its place on the page. `children` are the orders and the choices, which the server has counted.
 */
export function TrialFilterForm({ filter, children }: Readonly<{ filter: TrialFilter; children: ReactNode }>) {
  const t = useTranslations('trials');
  const locale = useLocale();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [pending, startTransition] = useTransition();
  // What was changed after the last sending stays: an answer that comes meanwhile does not know of it. Shown with the answer
  // and not after it, when there may have been a change again.
  const unsent = useRef(false);
  const address = trialsAddress(filter);
  useLayoutEffect(() => {
    if (!pending && !unsent.current) showFilter(form.current, filter);
  }, [address, filter, pending]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = () => {
    if (form.current === null) return;
    const query = queryOf(form.current);
    unsent.current = false;
    startTransition(() => router.replace(query === '' ? '/trials' : `/trials?${query}`, { scroll: false }));
  };
  const changed = (event: FormEvent) => {
    clearTimeout(timer.current);
    unsent.current = true;
    timer.current = setTimeout(
      send,
      event.target instanceof HTMLInputElement && event.target.type !== 'checkbox' ? TYPING_PAUSE : 0,
    );
  };

  return (
    <form
      ref={form}
      className={classes.form}
      action={getPathname({ href: '/trials', locale })}
      aria-label={t('filter')}
      aria-busy={pending}
      onChange={changed}
      onSubmit={(event) => {
        event.preventDefault();
        clearTimeout(timer.current);
        send();
      }}
    >
      <SearchField text={filter.q} />
      {filter.view === 'cards' && <Input type="hidden" name={VIEW} value="cards" />}
      {children}
      {restrictionsOf(filter).length > 0 && (
        <Link className={classes.clear} href={trialsAddress({ ...NO_FILTER, view: filter.view })}>
          {t('clear')}
        </Link>
      )}
    </form>
  );
}

function SearchField({ text }: Readonly<{ text: string }>) {
  const t = useTranslations('trials');
  return (
    <div className={classes.search}>
      <Input
        className={classes.input}
        type="search"
        name={SEARCH}
        aria-label={t('search')}
        placeholder={t('searchHint')}
        defaultValue={text}
        maxLength={100}
      />
      <Button className={classes.button} type="submit">
        {t('apply')}
      </Button>
    </div>
  );
}

/** What the form would send, without empty fields. */
function queryOf(form: HTMLFormElement): string {
  const entries = [...new FormData(form).entries()].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && value !== '' ? [[name, value]] : [],
  );
  const query = new URLSearchParams(entries);
  if (!query.has(SORT)) query.delete(ORDER);
  return query.toString();
}

/** Puts the address into the fields after the back key or a link; what is being typed is left alone. */
function showFilter(form: HTMLFormElement | null, filter: TrialFilter): void {
  for (const field of form?.elements ?? []) {
    if (field instanceof HTMLInputElement && field.type === 'checkbox')
      field.checked = isChosen(filter, field.name, field.value);
    else if (
      (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) &&
      field !== document.activeElement
    )
      field.value = textOf(filter, field.name);
  }
}

function isChosen(filter: TrialFilter, name: string, value: string): boolean {
  const flag = FLAG_NAMES.find((known) => known === name);
  if (flag !== undefined) return filter[flag];
  const list = LIST_NAMES.find((known) => known === name);
  return list !== undefined && (filter[list] as readonly string[]).includes(value);
}

function textOf(filter: TrialFilter, name: string): string {
  if (name === 'q' || name === 'order' || name === 'view') return filter[name];
  if (name === 'sort') return filter.sort ?? '';
  return name === 'from' || name === 'to' ? (filter[name]?.toString() ?? '') : '';
}
