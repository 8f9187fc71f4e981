import { Marks } from '@/components/figure/marks';
import { stratumMarker } from '@/lib/figure/drawing/marks/progress';
import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import classes from './progress/progress.module.css';

/** Circle: KMT2A-rearranged; square: germline; diamond: all infants. The words stand beside it. */
export function StratumMark({ stratum, open = false }: Readonly<{ stratum: Kmt2aStratum; open?: boolean }>) {
  return (
    <svg className={classes.mark} width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
      <Marks marks={[stratumMarker(stratum, open, [0, 0])]} />
    </svg>
  );
}
