import { Marks } from '@/components/figure/marks';
import { landscapeSign, statusSign } from '@/lib/figure/drawing/marks/landscape';
import type { Mark } from '@/lib/figure/drawing/marks/marks';
import type { TrialStatus } from '@/lib/registry/vocabulary';
import classes from './landscape.module.css';

/** A bar in the colour and the pattern of its status as a small sign beside a word. */
export function StatusSign({ status }: Readonly<{ status: TrialStatus }>) {
  return <Sign marks={statusSign(status)} />;
}

/** What arrows and lines mean. */
export function LandscapeSign({ kind }: Readonly<{ kind: Parameters<typeof landscapeSign>[0] }>) {
  return <Sign marks={landscapeSign(kind)} />;
}

function Sign({ marks }: Readonly<{ marks: readonly Mark[] }>) {
  return (
    <svg className={classes.sign} width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">
      <Marks marks={marks} />
    </svg>
  );
}
