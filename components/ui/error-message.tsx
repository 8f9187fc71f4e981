'use client';

import { Button } from './button';
import classes from './error-message.module.css';

type Props = Readonly<{ title: string; text: string; code: string | null; retryLabel: string; onRetry: () => void }>;

/** What happened, what was kept and what to do; the code leads an administrator to the log. */
export function ErrorMessage({ title, text, code, retryLabel, onRetry }: Props) {
  return (
    <div className={classes.message} role="alert">
      <h1>{title}</h1>
      <p>{text}</p>
      {code !== null && (
        <p className="muted">
          <code>{code}</code>
        </p>
      )}
      <Button className={classes.retry} onClick={onRetry}>
        {retryLabel}
      </Button>
    </div>
  );
}
