'use client';

import { Menu } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState, type ComponentProps, type DragEvent } from 'react';
import { Button } from '@/components/ui/button';
import { useHydrated } from '@/components/ui/use-hydrated';
import { GeneText } from '@/components/ui/gene-text';
import type { ChosenItem } from '@/lib/comparison/selection/chosen-items';
import classes from './compare.module.css';
import { MarkerSign } from '@/components/figure/marker-sign';
import { SeriesLook, type Look } from './series-look';

type Props = Readonly<{
  item: ChosenItem;
  first: boolean;
  last: boolean;
  /** how the row is dragged to another place; the menu does the same by keyboard and by touch */
  drag: Readonly<{ over: boolean; onStart: () => void; onOver: () => void; onDrop: () => void; onEnd: () => void }>;
  onMove: (by: -1 | 1) => void;
  /** another cut, report or horizon of the same patients takes its place */
  onReplace: (id: string) => void;
  onRemove: () => void;
  onLook: (look: Look) => void;
}>;

/** A chosen figure: dragged to its place, and moved, renamed, restyled or removed by its menu. */
export function SeriesItem({ item, first, last, drag, onMove, onReplace, onRemove, onLook }: Props) {
  const t = useTranslations('compare');
  const [open, setOpen] = useState(false);
  const { name, label, detail, style } = item;
  return (
    <li
      draggable={!open}
      data-over={drag.over || undefined}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', name);
        drag.onStart();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        drag.onOver();
      }}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        drag.onDrop();
      }}
      onDragEnd={drag.onEnd}
    >
      <div className={classes.item}>
        <MarkerSign style={style} open={item.open} />
        <span className={classes.itemWords}>
          <b>{name}</b>
          {label !== null && <span> · {t('shownAs', { label })}</span>}{' '}
          <small>
            <GeneText text={item.population} /> · <span>{detail}</span>
          </small>
        </span>
        <Actions {...{ item, first, last, onMove, onReplace, onRemove }} onChange={() => setOpen(!open)} />
      </div>
      {open && <SeriesLook item={item} onLook={onLook} />}
    </li>
  );
}

type ActionsProps = Pick<Props, 'item' | 'first' | 'last' | 'onMove' | 'onReplace' | 'onRemove'> &
  Readonly<{ onChange: () => void }>;

/** What can be done with a chosen figure: a menu, which needs scripts; the page is made without a dozen closed ones. */
function Actions({ item, first, last, onMove, onReplace, onRemove, onChange }: ActionsProps) {
  const t = useTranslations('compare');
  const hydrated = useHydrated();
  if (!hydrated) return <ActionsButton name={item.name} />;
  return (
    <Menu position="bottom-end" shadow="md" withinPortal={false}>
      <Menu.Target>
        <ActionsButton name={item.name} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={first} onClick={() => onMove(-1)}>
          {t('up')}
        </Menu.Item>
        <Menu.Item disabled={last} onClick={() => onMove(1)}>
          {t('down')}
        </Menu.Item>
        <Menu.Item onClick={onChange}>{t('change')}</Menu.Item>
        {item.others.map((other) => (
          <Menu.Item key={other.id} onClick={() => onReplace(other.id)}>
            {t('otherCut', { detail: other.detail })}
          </Menu.Item>
        ))}
        <Menu.Item onClick={onRemove}>{t('remove')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What the menu gives to its target, a class of its own among it, is added to what the button is. */
function ActionsButton({ name, className = '', ...rest }: Readonly<{ name: string }> & ComponentProps<'button'>) {
  const label = useTranslations('compare')('actions', { name });
  return (
    <Button className={`${classes.icon} ${className}`} aria-label={label} title={label} aria-haspopup="menu" {...rest}>
      ⋯
    </Button>
  );
}
