import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import classes from './progress.module.css';

const SHAPES: Readonly<Record<Kmt2aStratum, string>> = {
  r: 'M2 7a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z',
  g: 'M2.5 2.5h9v9h-9Z',
  all: 'M7 0.8L13.2 7L7 13.2L0.8 7Z',
};

/** Circle: KMT2A-rearranged; square: germline; diamond: all infants. The words stand beside it. */
export function StratumMark({ stratum, open = false }: Readonly<{ stratum: Kmt2aStratum; open?: boolean }>) {
  return (
    <svg className={classes.mark} width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" data-kmt2a={stratum}>
      <path
        d={SHAPES[stratum]}
        fill={open ? 'var(--ground)' : 'currentColor'}
        stroke="currentColor"
        strokeWidth="1.5"
      />
    </svg>
  );
}
