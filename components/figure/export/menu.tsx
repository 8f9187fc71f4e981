'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useRef, useState, type ReactNode } from 'react';
import { onDemand } from '@/components/ui/on-demand';
import { USUAL_OPTIONS, type FigureFormat, type FileOptions } from '@/lib/figure/model/formats';
import classes from './menu.module.css';

/** Where the files of a figure come from: the server, or this browser where its data may not leave it. */
export type FigureFiles =
  | Readonly<{ from: 'server'; address: (format: FigureFormat, options: FileOptions) => string }>
  | Readonly<{
      from: 'browser';
      make: (format: FigureFormat, options: FileOptions) => Promise<Blob>;
      name: (format: FigureFormat) => string;
    }>;

type Word = Parameters<ReturnType<typeof useTranslations<'exports.menu'>>>[0];
export type Say = (word: Word, values?: { count: number }) => void;

export type MenuProps = Readonly<{
  files: FigureFiles;
  /** the figure has charts that a presentation program can edit */
  editable: boolean;
  /** further actions on slides and for sharing; `say` puts a remark into the status line */
  slides?: (say: Say) => ReactNode;
  share?: (say: Say) => ReactNode;
}>;

const loadPanel = async () => (await import('./menu-panel')).MenuPanel;
/** It comes when a reader reaches for the button: what it is made of is more than the rest of a page without a chart. */
const MenuPanel = onDemand(loadPanel);

/** The one export menu of every figure. What was chosen in it stays chosen. */
export function FigureMenu(props: MenuProps) {
  const t = useTranslations('exports.menu');
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  const [options, setOptions] = useState<FileOptions>(USUAL_OPTIONS);
  // A press outside closes what is open, and a press on the button is outside: the click that follows must not open it again.
  const openAtPress = useRef(false);
  // Where it cannot come, the menu says so when it is opened.
  const prepare = (): void => void loadPanel().catch(() => undefined);
  const close = (): void => {
    setOpened(false);
    button.current?.focus();
  };
  return (
    <span className={classes.place}>
      <Button
        ref={button}
        size="sm"
        aria-haspopup="dialog"
        aria-expanded={opened}
        onPointerEnter={prepare}
        onFocus={prepare}
        onPointerDownCapture={() => {
          openAtPress.current = opened;
        }}
        onClick={() => {
          setOpened(!openAtPress.current);
          openAtPress.current = false;
        }}
      >
        {t('open')}
      </Button>
      {opened && (
        <MenuPanel
          {...props}
          options={options}
          change={(part) => setOptions((before) => ({ ...before, ...part }))}
          onClose={close}
        />
      )}
    </span>
  );
}
