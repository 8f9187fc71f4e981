'use client';

import { Button, Menu } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import classes from './compare.module.css';

type Props = Readonly<{
  /** the page's path with the whole selection, which later changes of the evidence cannot alter */
  path: string;
  /** query of the exports: the selection and the language */
  query: string;
}>;

const FORMATS = ['png', 'svg', 'csv'] as const;

/** Copy link and export; the link and the files name every series, so they show this very figure. */
export function FigureActions({ path, query }: Props) {
  const t = useTranslations('compare');
  const [copied, setCopied] = useState<'copied' | 'copyFailed' | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(new URL(path, window.location.origin).toString());
      setCopied('copied');
    } catch {
      window.history.replaceState(window.history.state, '', path);
      setCopied('copyFailed');
    }
  };
  return (
    <div className={classes.actions}>
      <span className={classes.status} role="status">{copied === null ? '' : t(copied)}</span>
      <Button variant="default" size="sm" onClick={() => void copy()}>{t('copyLink')}</Button>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target><Button size="sm">{t('export')}</Button></Menu.Target>
        <Menu.Dropdown>
          {FORMATS.map((format) => (
            <Menu.Item key={format} component="a" href={`/api/figures/comparison.${format}?${query}`} download>
              {t(format)} <span className={classes.hint}>{t(`${format}Hint`)}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
