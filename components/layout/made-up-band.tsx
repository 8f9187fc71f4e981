import type { ReactNode } from 'react';
import classes from './made-up-band.module.css';

/** The striped band that says that patients are made up. */
export function MadeUpBand({ children }: Readonly<{ children: ReactNode }>) {
  return (
    <div className={classes.band} data-on-paper>
      <p>
        <strong>{children}</strong>
      </p>
    </div>
  );
}
