'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { ChosenItem } from '@/lib/comparison/selection/chosen-items';
import type { Presentation } from '@/lib/comparison/presentation';
import { MOST_SERIES, type CompareSelection } from '@/lib/comparison/selection/selection';
import classes from './compare.module.css';
import { AddFigures } from './finder/add-figures';
import { SeriesItem } from './series-item';
import type { Look } from './series-look';

type Props = Readonly<{
  chosen: readonly ChosenItem[];
  /** what the reader has just asked for; `series` null: the reader has not chosen, and the first view is shown */
  asked: CompareSelection;
  onChange: (change: Pick<CompareSelection, 'series' | 'presentation'>) => void;
}>;

/** The published figures of the comparison, in the order of the reader: moved, renamed, restyled, removed, and others added. */
export function SeriesField({ chosen, asked, onChange }: Props) {
  const t = useTranslations('compare');
  const [dragged, setDragged] = useState<Dragged>(null);
  const hydrated = useHydrated();
  const { ref, onRemoved } = useFocusAfterRemoval(chosen.length);
  const { presentation } = asked;
  const ids = chosen.map(({ id }) => id);
  // With one just added that the page does not show yet, so that the next one stands beside it.
  const wanted = asked.series ?? ids;
  const change = (series: readonly string[] | null, look: Presentation = presentation): void =>
    onChange({ series, presentation: series === null ? look : keepLooks(look, series) });
  return (
    <fieldset ref={ref} className={classes.group} disabled={!hydrated}>
      <legend>{t('series')}</legend>
      {chosen.length === 0 && <p className={classes.hint}>{t('none')}</p>}
      <ol className={classes.chosen}>
        {chosen.map((item, at) => (
          <SeriesItem
            key={item.id}
            item={item}
            first={at === 0}
            last={at === ids.length - 1}
            drag={{
              over: dragged !== null && dragged.over === at && dragged.from !== at,
              onStart: () => setDragged({ from: at, over: at }),
              onOver: () => setDragged((before) => (before === null ? null : { ...before, over: at })),
              onDrop: () => {
                if (dragged !== null && dragged.from !== at) change(placed(ids, dragged.from, at));
                setDragged(null);
              },
              onEnd: () => setDragged(null),
            }}
            onMove={(by) => change(placed(ids, at, at + by))}
            onReplace={(other) =>
              change(ids.includes(other) ? ids.filter((id) => id !== item.id) : ids.with(at, other))
            }
            onRemove={() => {
              onRemoved(at);
              change(ids.filter((id) => id !== item.id));
            }}
            onLook={(look) => change(ids, withLook(presentation, item.id, look))}
          />
        ))}
      </ol>
      <AddFigures chosen={wanted} asked={asked} onAdd={(id) => change([...wanted, id])} />
      {wanted.length >= MOST_SERIES && <p className={classes.hint}>{t('full')}</p>}
      {asked.series === null ? (
        ids.length > 0 && <p className={classes.hint}>{t('firstView')}</p>
      ) : (
        <Button className={classes.link} onClick={() => change(null)}>
          {t('toFirstView')}
        </Button>
      )}
    </fieldset>
  );
}

type AfterRemoval = Readonly<{ ref: RefObject<HTMLFieldSetElement | null>; onRemoved: (at: number) => void }>;

/**
 * Whoever takes a row out by its menu goes on from the row that stands there now, or from the first button after the last
 * one: the removed button would take the focus with it. `count`: rows shown.
 */
function useFocusAfterRemoval(count: number): AfterRemoval {
  const ref = useRef<HTMLFieldSetElement>(null);
  const removedAt = useRef<number | null>(null);
  useEffect(() => {
    const at = removedAt.current;
    removedAt.current = null;
    if (at === null || document.activeElement !== document.body) return;
    const menus = [...(ref.current?.querySelectorAll<HTMLElement>('ol button[aria-haspopup="menu"]') ?? [])];
    (menus[Math.min(at, menus.length - 1)] ?? ref.current?.querySelector('button'))?.focus();
  }, [count]);
  return { ref, onRemoved: (at) => (removedAt.current = at) };
}

/** The row that is being dragged, and the one that it is held over, by their places. */
type Dragged = Readonly<{ from: number; over: number }> | null;

/** The list with the one at `from` taken out and put in so that it stands at `to`. */
function placed(ids: readonly string[], from: number, to: number): string[] {
  const id = ids[from];
  return id === undefined ? [...ids] : ids.toSpliced(from, 1).toSpliced(to, 0, id);
}

function withLook(presentation: Presentation, id: string, { style, label }: Look): Presentation {
  const without = <Value,>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => key !== id));
  return {
    ...presentation,
    styles: style === null ? without(presentation.styles) : { ...presentation.styles, [id]: style },
    labels: label === null ? without(presentation.labels) : { ...presentation.labels, [id]: label },
  };
}

/** A figure that is taken out takes its label and colour with it. */
function keepLooks(presentation: Presentation, series: readonly string[]): Presentation {
  const of = <Value,>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(record).filter(([id]) => series.includes(id)));
  return { ...presentation, styles: of(presentation.styles), labels: of(presentation.labels) };
}
