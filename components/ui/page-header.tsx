import type { ReactNode } from 'react';
import classes from './page-header.module.css';

type Props = Readonly<{
  title: ReactNode;
  /** a small line above the title: where the page stands */
  above?: ReactNode;
  intro?: ReactNode;
  /** actions on the right, below the title on a narrow screen */
  children?: ReactNode;
}>;

/** The heading of every page. */
export function PageHeader({ title, above, intro, children }: Props) {
  return (
    <div className={classes.header}>
      <div className={classes.words}>
        {above !== undefined && <div className={classes.above}>{above}</div>}
        <h1>{title}</h1>
        {intro !== undefined && <p className={classes.intro}>{intro}</p>}
      </div>
      {children !== undefined && <div className={classes.actions}>{children}</div>}
    </div>
  );
}
