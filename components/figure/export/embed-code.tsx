'use client';

import { Button, Textarea } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { usePublicAddress } from '@/components/ui/public-address';
import { getPathname } from '@/lib/i18n/navigation';
import { copyText } from './copy-text';
import type { Say } from './menu';
import menu from './menu.module.css';

type Props = Readonly<{ kind: string; title: string; query: string; say: Say }>;

/** The code by which another site shows the figure in a frame. */
export function EmbedCode({ kind, title, query, say }: Props) {
  const t = useTranslations('exports.menu');
  const locale = useLocale();
  const toPublic = usePublicAddress();
  const [code, setCode] = useState<string | null>(null);
  const show = async (): Promise<void> => {
    const address = toPublic(getPathname({ href: `/embed/${kind}${query === '' ? '' : `?${query}`}`, locale }));
    const written = `<iframe src="${attribute(address)}" title="${attribute(title)}" width="100%" height="620" loading="lazy" style="border:0"></iframe>`;
    setCode(written);
    say((await copyText(written)) ? 'embedCopied' : 'copyFailed');
  };
  return (
    <>
      <Button size="xs" variant="default" onClick={() => void show()}>
        {t('embed')}
      </Button>
      {code !== null && (
        <Textarea
          classNames={{ root: menu.wide ?? '', input: menu.code ?? '' }}
          label={t('embedLabel')}
          description={t('embedHint')}
          size="xs"
          autosize
          minRows={3}
          readOnly
          value={code}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      )}
    </>
  );
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
