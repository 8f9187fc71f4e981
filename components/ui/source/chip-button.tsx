'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState, type ReactNode } from 'react';
import type { Citation } from '@/lib/registry/references/citation';
import type { Source } from '@/lib/registry/schema';
import { Button } from '../button';
import { onDemand } from '../on-demand';
import classes from './chip.module.css';

const SourcePopover = onDemand(async () => (await import('./popover')).SourcePopover);

export type SourceChipProps = Readonly<{
  source: Source;
  citation: Citation;
  /** its number in the page's list of references */
  number?: number | undefined;
  /** other values, caveats or the reason for a choice */
  children?: ReactNode;
}>;

/** The button of a `SourceChip`, in the browser. */
export function SourceChipButton({ source, citation, number, children }: SourceChipProps) {
  const t = useTranslations('source');
  const chip = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  // A press outside closes what is open, and a press on the chip is outside: the click that follows must not open it again.
  const openAtPress = useRef(false);
  const level = t(`level.${source.level}`);
  const close = (): void => {
    setOpened(false);
    chip.current?.focus();
  };
  return (
    <span className={classes.place}>
      <Button
        ref={chip}
        data-on-paper
        className={classes.chip}
        data-level={source.level}
        title={level}
        aria-haspopup="dialog"
        aria-expanded={opened}
        onPointerDownCapture={() => {
          openAtPress.current = opened;
        }}
        onClick={() => {
          setOpened(!openAtPress.current);
          openAtPress.current = false;
        }}
      >
        {t(`letter.${source.level}`)}
        {number !== undefined && <span className={classes.number}>{number}</span>}
        <span className="visually-hidden">
          . {t('open', { level })}: {citation.short}
        </span>
      </Button>
      {opened && (
        <SourcePopover label={t('open', { level })} onClose={close} source={source} citation={citation}>
          {children !== undefined && <div className={classes.extra}>{children}</div>}
        </SourcePopover>
      )}
    </span>
  );
}
