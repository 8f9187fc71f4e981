import { STATUS_LOOKS, statusMarks } from '@/lib/registry/landscape/marks';
import type { TrialStatus } from '@/lib/registry/vocabulary';
import classes from './landscape.module.css';

type Props = Readonly<{ status: TrialStatus; left: number; right: number; top: number; height: number }>;

/** A bar in the colour and the pattern of its status. */
export function LandscapeBar({ status, left, right, top, height }: Props) {
  const { ground, dashedEdge } = STATUS_LOOKS[status];
  const marks = statusMarks(status, { left, right, top, height });
  return (
    <g data-status={status} data-ground={ground}>
      <rect
        className={classes.bar}
        x={left}
        y={top}
        width={right - left}
        height={height}
        strokeDasharray={dashedEdge ? '3 2' : undefined}
      />
      {marks !== '' && <path className={classes.marks} d={marks} />}
    </g>
  );
}

/** The same as a small sign beside a word. */
export function StatusSign({ status }: Readonly<{ status: TrialStatus }>) {
  return (
    <svg className={classes.sign} width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">
      <LandscapeBar status={status} left={1} right={33} top={2} height={10} />
    </svg>
  );
}
