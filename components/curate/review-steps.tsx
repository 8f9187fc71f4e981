import { useId, useState, useTransition, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';
import { useHydrated } from '@/components/ui/use-hydrated';
import classes from './curate.module.css';

type Answer<Refusal> = Readonly<{ ok: boolean; refusal: Refusal | null }>;
type Review<Refusal> = Readonly<{
  pending: boolean;
  refused: Refusal | 'unanswered' | null;
  run: (step: () => Promise<Answer<Refusal>>, onDone?: () => void) => void;
}>;

/** Takes the steps of a review, and keeps why the last one was refused or that nobody answered. */
export function useReview<Refusal>(): Review<Refusal> {
  const ready = useHydrated();
  const [working, startTransition] = useTransition();
  const [refused, setRefused] = useState<Refusal | 'unanswered' | null>(null);
  const run: Review<Refusal>['run'] = (step, onDone) =>
    startTransition(async () => {
      const answer = await step().catch(() => null);
      setRefused(answer === null ? 'unanswered' : answer.refusal);
      if (answer?.ok === true) onDone?.();
    });
  return { pending: working || !ready, refused, run };
}

type ApproveProps = Readonly<{
  /** what stands in place of the button for who proposed it; null for another curator */
  own: string | null;
  label: string;
  named: string;
  pending: boolean;
  onApprove: () => void;
}>;

/** Approving, which another curator than the one who proposed does. */
export function Approve({ own, label, named, pending, onApprove }: ApproveProps) {
  if (own !== null) return <span className={entry.hint}>{own}</span>;
  return (
    <Button look="small-primary" disabled={pending} aria-label={named} onClick={onApprove}>
      {label}
    </Button>
  );
}

type ReasonProps = Readonly<{
  label: string;
  hint?: string;
  max: number;
  invalid: boolean;
  pending: boolean;
  send: Readonly<{ label: string; named?: string | undefined }>;
  /** what may be done in place of sending it, for a form that has just been opened */
  instead?: ReactNode;
  onSend: (reason: string) => void;
}>;

/** The reason without which nothing is taken back. */
export function ReasonForm({ label, hint, max, invalid, pending, send, instead, onSend }: ReasonProps) {
  const id = useId();
  const [reason, setReason] = useState('');
  return (
    <form
      className={classes.reason}
      noValidate
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(reason);
      }}
    >
      <label htmlFor={id} className={entry.label}>
        {label}
      </label>
      <Input
        id={id}
        look="form"
        value={reason}
        maxLength={max}
        autoComplete="off"
        autoFocus={instead !== undefined}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        aria-invalid={invalid}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className={entry.hint}>
          {hint}
        </p>
      )}
      <div className={entry.actions}>
        <Button type="submit" look="small" disabled={pending} aria-label={send.named}>
          {send.label}
        </Button>
        {instead}
      </div>
    </form>
  );
}
