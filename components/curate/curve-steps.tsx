'use client';

import { useTranslations } from 'next-intl';
import { useId, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';
import { useHydrated } from '@/components/ui/use-hydrated';
import { WITHDRAWAL_REASON } from '@/lib/registry/curves/schema';
import type { CurveState } from '@/lib/registry/curves/state';
import classes from './curate.module.css';

export type CurveActions = Readonly<{
  approve: (id: string) => Promise<CurveState>;
  withdraw: (id: string, reason: string) => Promise<CurveState>;
}>;

type Props = Readonly<{ id: string; approvable: boolean; own: boolean; name: string; actions: CurveActions }>;

/** Approving, by another curator than the one who proposed, and withdrawing with the reason. */
export function CurveSteps({ id, approvable, own, name, actions }: Props) {
  const t = useTranslations('curate');
  const ready = useHydrated();
  const [working, startTransition] = useTransition();
  const [withdrawing, setWithdrawing] = useState(false);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<CurveState['refusal'] | 'unanswered'>(null);
  const pending = working || !ready;
  const run = (change: () => Promise<CurveState>): void =>
    startTransition(async () => {
      const answer = await change().catch(() => null);
      setRefused(answer === null ? 'unanswered' : answer.refusal);
      if (answer?.ok === true) setWithdrawing(false);
    });
  return (
    <div className={classes.section}>
      <div className={entry.actions}>
        {approvable && !own && (
          <Button
            look="small-primary"
            disabled={pending}
            aria-label={t('approveNamed', { name })}
            onClick={() => run(() => actions.approve(id))}
          >
            {t('approve')}
          </Button>
        )}
        {approvable && own && <span className={entry.hint}>{t('ownProposal')}</span>}
        {!withdrawing && (
          <Button
            look="small"
            disabled={pending}
            aria-label={t('withdrawNamed', { name })}
            onClick={() => setWithdrawing(true)}
          >
            {t('withdraw')}
          </Button>
        )}
      </div>
      {withdrawing && (
        <WithdrawalForm
          reason={reason}
          onReason={setReason}
          pending={pending}
          invalid={refused === 'reason-length'}
          onWithdraw={() => run(() => actions.withdraw(id, reason))}
          onKeep={() => setWithdrawing(false)}
        />
      )}
      {refused !== null && (
        <p role="alert" className={entry.error}>
          {t(`refusal.${refused}`)}
        </p>
      )}
    </div>
  );
}

type WithdrawalProps = Readonly<{
  reason: string;
  onReason: (reason: string) => void;
  pending: boolean;
  invalid: boolean;
  onWithdraw: () => void;
  onKeep: () => void;
}>;

function WithdrawalForm({ reason, onReason, pending, invalid, onWithdraw, onKeep }: WithdrawalProps) {
  const t = useTranslations('curate');
  const fieldId = useId();
  return (
    <form
      className={classes.reason}
      noValidate
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        onWithdraw();
      }}
    >
      <label htmlFor={fieldId} className={entry.label}>
        {t('reason')}
      </label>
      <Input
        id={fieldId}
        look="form"
        value={reason}
        maxLength={WITHDRAWAL_REASON.max}
        autoComplete="off"
        autoFocus
        onChange={({ currentTarget: { value } }) => onReason(value)}
        aria-describedby={`${fieldId}-hint`}
        aria-invalid={invalid}
      />
      <p id={`${fieldId}-hint`} className={entry.hint}>
        {t('reasonHint', { min: WITHDRAWAL_REASON.min })}
      </p>
      <div className={entry.actions}>
        <Button type="submit" look="small" disabled={pending}>
          {t('withdrawYes')}
        </Button>
        <Button look="small" disabled={pending} onClick={onKeep}>
          {t('keep')}
        </Button>
      </div>
    </form>
  );
}
