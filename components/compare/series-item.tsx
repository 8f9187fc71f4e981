'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { GeneText } from '@/components/ui/gene-text';
import type { ChosenItem } from '@/lib/comparison/selection/chosen-items';
import classes from './compare.module.css';
import { MarkerSign } from '@/components/figure/marker-sign';
import { SeriesLook, type Look } from './series-look';

type Props = Readonly<{
  item: ChosenItem;
  first: boolean;
  last: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
  onLook: (look: Look) => void;
}>;

/** A chosen figure: moved, renamed, restyled or removed, all by buttons. */
export function SeriesItem({ item, first, last, onMove, onRemove, onLook }: Props) {
  const t = useTranslations('compare');
  const [open, setOpen] = useState(false);
  const { name, label, detail, style } = item;
  const action = (key: 'up' | 'down' | 'change' | 'remove'): { 'aria-label': string; title: string } => ({
    'aria-label': t(key, { name }),
    title: t(key, { name }),
  });
  return (
    <li>
      <div className={classes.item}>
        <MarkerSign style={style} open={item.open} />
        <span className={classes.itemWords}>
          <b>{name}</b>
          {label !== null && <span> · {t('shownAs', { label })}</span>}{' '}
          <small>
            <GeneText text={item.population} /> <span>{detail}</span>
          </small>
        </span>
        <span className={classes.itemActions}>
          <Button className={classes.icon} disabled={first} onClick={() => onMove(-1)} {...action('up')}>
            ↑
          </Button>
          <Button className={classes.icon} disabled={last} onClick={() => onMove(1)} {...action('down')}>
            ↓
          </Button>
          <Button className={classes.icon} aria-expanded={open} onClick={() => setOpen(!open)} {...action('change')}>
            ✎
          </Button>
          <Button className={classes.icon} onClick={onRemove} {...action('remove')}>
            ×
          </Button>
        </span>
      </div>
      {open && <SeriesLook item={item} onLook={onLook} />}
    </li>
  );
}
