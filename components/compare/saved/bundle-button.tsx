'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { saveFile } from '@/components/ui/save-file';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { FigurePage } from '@/lib/comparison/saved/model';

type File = Readonly<{ name: string; text: string }>;
type Answer = Readonly<{ ok: true; files: readonly File[] }> | Readonly<{ ok: false }>;
type Props = Readonly<{ page: FigurePage; query: string; action: (form: FormData) => Promise<Answer> }>;

/** Saves the data, the specification and the R script of a figure as one file. */
export function BundleButton({ page, query, action }: Props) {
  const t = useTranslations('groups.bundle');
  const locale = useLocale();
  const ready = useHydrated();
  const [pending, start] = useTransition();
  const [said, say] = useState('');
  const save = () =>
    start(async () => {
      const form = new FormData();
      form.set('page', page);
      form.set('query', query);
      form.set('lang', locale);
      const answer = await action(form);
      if (!answer.ok) return say(t('refused'));
      const { default: Zip } = await import('jszip');
      const zip = new Zip();
      for (const { name, text } of answer.files) zip.file(name, text);
      saveFile(await zip.generateAsync({ type: 'blob', compression: 'DEFLATE' }), 'survival-bundle.zip');
      say('');
    });
  return (
    <p>
      <Button look="small" disabled={!ready || pending} onClick={save}>
        {t('save')}
      </Button>{' '}
      <span className="muted">{t(page === 'compare' ? 'hintCompare' : 'hint')}</span> <span role="status">{said}</span>
    </p>
  );
}
