'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { CITE_FORMATS } from '@/components/ui/citation-files';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { ReferenceExport } from '@/lib/registry/references/reading';
import classes from './list.module.css';

/**
 * The list as a form of checkboxes named `ids`, which a browser can send by itself. `query` is the filter of the list, for
 * the export of all that it shows.
 */
export function ReferenceSelection({
  query,
  count,
  children,
}: Readonly<{ query: string; count: number; children: ReactNode }>) {
  const t = useTranslations('references');
  const form = useRef<HTMLFormElement>(null);
  const hydrated = useHydrated();
  const [chosen, setChosen] = useState(0);
  const boxes = () => [
    ...(form.current?.querySelectorAll<HTMLInputElement>(`input[name="${'ids' satisfies keyof ReferenceExport}"]`) ??
      []),
  ];
  const recount = () => setChosen(boxes().filter(({ checked }) => checked).length);
  const choose = (checked: boolean) => {
    for (const box of boxes()) box.checked = checked;
    recount();
  };
  return (
    <form ref={form} data-on-paper action="/api/references/export" onChange={recount}>
      <div className={`screen-only ${classes.tools}`}>
        <span>
          {t('exportShown', { count })}{' '}
          {CITE_FORMATS.map((format) => (
            <a key={format} href={`/api/references/export?format=${format}${query === '' ? '' : `&${query}`}`} download>
              {t(`format.${format}`)}
            </a>
          ))}
        </span>
        <span className={classes.chosen}>
          {hydrated && <span role="status">{t('chosen', { count: chosen })}</span>}
          {t('exportChosen')}
          {CITE_FORMATS.map((format) => (
            <Button
              key={format}
              className={classes.small}
              type="submit"
              name={'format' satisfies keyof ReferenceExport}
              value={format}
              disabled={hydrated && chosen === 0}
            >
              {t(`format.${format}`)}
            </Button>
          ))}
          {hydrated && (
            <Button className={classes.link} onClick={() => choose(chosen === 0)}>
              {t(chosen === 0 ? 'chooseAll' : 'chooseNone')}
            </Button>
          )}
        </span>
      </div>
      {children}
    </form>
  );
}
