'use client';

import { Button, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState, type DragEvent, type KeyboardEvent } from 'react';
import type { Backdrop } from '@/lib/figure/formats/slide-preview';
import { LONGEST_TITLE, pageOf, type DeckEntry, type SlideChange } from '@/lib/figure/model/deck';
import type { LaidOutFigure, Stage } from '@/lib/figure/model/slide';
import { Link } from '@/lib/i18n/navigation';
import classes from './deck.module.css';
import { SlideCard } from './slide-card';
import type { Drawn } from './use-laid-out';

type Props = Readonly<{
  entry: DeckEntry;
  drawn: Drawn;
  stage: Stage;
  backdrop: Backdrop | null;
  /** charts that PowerPoint edits are asked for */
  native: boolean;
  position: number;
  count: number;
  dragged: boolean;
  onDrag: () => void;
  onDrop: () => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
  onChange: (entry: DeckEntry) => void;
}>;

/** A figure of the presentation: its title, its place, and each of its slides. It moves by a drag, by buttons, and by Alt with an arrow. */
export function DeckFigure(props: Props) {
  const { entry, drawn, stage, backdrop, native, position, dragged, onDrag, onDrop, onMove, onChange } = props;
  const t = useTranslations('deck');
  const changeSlide = (key: string, change: SlideChange): void =>
    onChange({ ...entry, slides: { ...entry.slides, [key]: { ...entry.slides[key], ...change } } });
  const moveByKey = ({ key, altKey, preventDefault }: KeyboardEvent): void => {
    if (!altKey || (key !== 'ArrowUp' && key !== 'ArrowDown')) return;
    preventDefault();
    onMove(key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li
      className={classes.item}
      data-dragged={dragged || undefined}
      onDragOver={(event: DragEvent) => event.preventDefault()}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        onDrop();
      }}
      onKeyDown={(event) => {
        if (event.altKey) moveByKey({ ...event, preventDefault: () => event.preventDefault() });
      }}
    >
      <span
        className={classes.number}
        draggable
        title={t('drag')}
        onDragStart={(event: DragEvent) => {
          event.dataTransfer.effectAllowed = 'move';
          onDrag();
        }}
        aria-hidden="true"
      >
        {position + 1}
      </span>
      <FigureTitle {...props} />
      <FigureButtons {...props} />
      {native && drawn.state === 'ready' && <AsPictures figure={drawn.figure} />}
      <div className={classes.slides}>
        {drawn.state === 'ready' ? (
          drawn.figure.slides.map((slide, i) => (
            <SlideCard
              key={slide.key}
              slide={slide}
              name={`${position + 1}.${i + 1}`}
              change={entry.slides[slide.key]}
              stage={stage}
              backdrop={backdrop}
              onChange={(change) => changeSlide(slide.key, change)}
            />
          ))
        ) : (
          <p className={classes.status}>
            {drawn.state === 'refused' ? drawn.details.join(' ') : t(`state.${drawn.state}`)}
          </p>
        )}
      </div>
    </li>
  );
}

/** That none of its charts can be edited, though that was asked for. */
function AsPictures({ figure }: Readonly<{ figure: LaidOutFigure }>) {
  const t = useTranslations('deck');
  const editable = figure.slides.some(({ items }) => items.some(({ kind }) => kind === 'chart'));
  return editable ? null : <p className={classes.status}>{t('asPictures')}</p>;
}

function FigureTitle({ entry, drawn, position, onChange }: Props) {
  const t = useTranslations('deck');
  const own = drawn.state === 'ready' && !entry.renamed ? drawn.figure.title : entry.title;
  const [written, setWritten] = useState<string | null>(null);
  const keep = (): void => {
    const next = written?.trim() ?? '';
    if (next !== '' && next !== own) onChange({ ...entry, title: next, renamed: true });
    setWritten(null);
  };
  return (
    <TextInput
      className={classes.name}
      aria-label={t('name', { position: position + 1 })}
      value={written ?? own}
      maxLength={LONGEST_TITLE}
      onChange={({ currentTarget: { value } }) => setWritten(value)}
      onBlur={keep}
      onKeyDown={({ key }) => key === 'Enter' && keep()}
    />
  );
}

function FigureButtons({ entry, position, count, onMove, onRemove }: Props) {
  const t = useTranslations('deck');
  const { title } = entry;
  const page = pageOf(entry);
  const small = { size: 'compact-sm', variant: 'default' } as const;
  return (
    <span className={classes.buttons}>
      {page !== null && <Link href={page}>{t('open')}</Link>}
      <Button {...small} aria-label={t('up', { title })} disabled={position === 0} onClick={() => onMove(-1)}>
        ↑
      </Button>
      <Button {...small} aria-label={t('down', { title })} disabled={position === count - 1} onClick={() => onMove(1)}>
        ↓
      </Button>
      <Button {...small} aria-label={t('remove', { title })} onClick={onRemove}>
        ×
      </Button>
    </span>
  );
}
