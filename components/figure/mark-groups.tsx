'use client';

import type { ReactNode } from 'react';
import type { MarkGroup } from '@/lib/figure/drawing/marks/marks';
import classes from './figure.module.css';
import { Marks } from './marks';
import { pointing, type Opened, type Pointed } from './pointing';

type Props = Readonly<{
  groups: readonly MarkGroup[];
  descriptionOf: (id: string) => string;
  onPoint: (pointed: Pointed | null) => void;
  onOpen: (opened: Opened) => void;
}>;

/** The marks of a plot in their order; those of a figure can be pointed at and opened. */
export function MarkGroups({ groups, descriptionOf, onPoint, onOpen }: Props): ReactNode {
  return groups.map(({ id, marks }, i) => {
    const at = marks.findLast((mark) => mark.kind === 'marker')?.at;
    if (id === null || at === undefined)
      return (
        <g key={i} aria-hidden="true" className={classes.marks}>
          <Marks marks={marks} />
        </g>
      );
    const [x, y] = at;
    return (
      <g key={id} className={classes.marker} {...pointing({ id, text: descriptionOf(id), x, y }, onPoint, onOpen)}>
        <circle cx={x} cy={y} r={12} fill="transparent" />
        <Marks marks={marks} />
        <circle className={classes.focus} cx={x} cy={y} r={11} />
      </g>
    );
  });
}
