import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** What would be here and how to get it; `children` is the way on, usually a link. */
export function EmptyState({
  title,
  text,
  children,
}: Readonly<{ title: string; text?: string; children?: ReactNode }>) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      {text !== undefined && <p className="muted">{text}</p>}
      {children !== undefined && <div>{children}</div>}
    </div>
  );
}
