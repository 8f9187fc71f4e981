'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { Thumbnail } from '@/lib/figure-reading/session/messages';
import classes from './figure-reader.module.css';
import type { FigureReader } from './use-figure';

/** Pages drawn at once; the next come when they are asked for. */
const AT_ONCE = 12;

type Props = Readonly<{ pages: number; reader: FigureReader }>;

/** The pages of a PDF by their look. Each is asked for after the one before, so that a page chosen meanwhile waits for one only. */
export function PageThumbnails({ pages, reader: { figure, thumbnails, thumbnail, show, busy } }: Props) {
  const t = useTranslations('curveReader.open.thumbnails');
  const [opened, setOpened] = useState(false);
  const [wanted, setWanted] = useState(AT_ONCE);
  const shown = Math.min(pages, wanted);
  const next = thumbnails.length + 1;
  useEffect(() => {
    if (opened && next <= shown) thumbnail(next);
  }, [opened, next, shown, thumbnail]);
  return (
    <details onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
      <summary>{t('pages')}</summary>
      <ul className={classes.thumbnails}>
        {thumbnails.slice(0, shown).map((one) => (
          <li key={one.page}>
            <Button
              look="plain"
              disabled={busy !== null}
              aria-label={t('pageNumber', { page: one.page })}
              aria-current={one.page === figure?.page ? 'page' : undefined}
              onClick={() => show(one.page, 'vector')}
            >
              <Small thumbnail={one} otherwise={t('notDrawn')} />
              <span aria-hidden="true">{one.page}</span>
            </Button>
          </li>
        ))}
      </ul>
      {opened && shown < pages && (
        <Button look="small" disabled={next <= shown} onClick={() => setWanted(wanted + AT_ONCE)}>
          {t('more')}
        </Button>
      )}
    </details>
  );
}

function Small({ thumbnail: { picture }, otherwise }: Readonly<{ thumbnail: Thumbnail; otherwise: string }>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const target = canvas.current;
    if (target === null || picture === null) return;
    [target.width, target.height] = [picture.width, picture.height];
    target.getContext('2d')?.drawImage(picture, 0, 0);
  }, [picture]);
  return picture === null ? <span>{otherwise}</span> : <canvas ref={canvas} aria-hidden="true" />;
}
