'use client';

import { useTranslations } from 'next-intl';
import { useId, useState, useTransition } from 'react';
import classes from '@/components/curate/curate.module.css';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';
import { useHydrated } from '@/components/ui/use-hydrated';
import { PROPOSAL_REASON } from '@/lib/registry/proposals/schema';
import type { ProposalState } from '@/lib/registry/proposals/state';

export type ProposalActions = Readonly<{
  approve: (id: string) => Promise<ProposalState>;
  reject: (id: string, reason: string) => Promise<ProposalState>;
}>;

type Props = Readonly<{ id: string; own: boolean; name: string; actions: ProposalActions }>;

/** Approving, by another curator than the one who proposed, and rejecting with the reason. */
export function ProposalSteps({ id, own, name, actions }: Props) {
  const t = useTranslations('proposals');
  const ready = useHydrated();
  const [working, startTransition] = useTransition();
  const [refused, setRefused] = useState<ProposalState['refusal'] | 'unanswered'>(null);
  const pending = working || !ready;
  const run = (change: () => Promise<ProposalState>): void =>
    startTransition(async () => {
      const answer = await change().catch(() => null);
      setRefused(answer === null ? 'unanswered' : answer.refusal);
    });
  return (
    <div className={classes.section}>
      {own ? (
        <p className={entry.hint}>{t('ownProposal')}</p>
      ) : (
        <div className={entry.actions}>
          <Button
            look="small-primary"
            disabled={pending}
            aria-label={t('approveNamed', { name })}
            onClick={() => run(() => actions.approve(id))}
          >
            {t('approve')}
          </Button>
        </div>
      )}
      <RejectForm
        own={own}
        name={name}
        pending={pending}
        invalid={refused === 'reason-length'}
        onReject={(reason) => run(() => actions.reject(id, reason))}
      />
      {refused !== null && (
        <p role="alert" className={entry.error}>
          {t(`refusal.${refused}`)}
        </p>
      )}
    </div>
  );
}

type RejectProps = Readonly<{
  own: boolean;
  name: string;
  pending: boolean;
  invalid: boolean;
  onReject: (reason: string) => void;
}>;

function RejectForm({ own, name, pending, invalid, onReject }: RejectProps) {
  const t = useTranslations('proposals');
  const fieldId = useId();
  const [reason, setReason] = useState('');
  return (
    <form
      className={classes.reason}
      noValidate
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        onReject(reason);
      }}
    >
      <label htmlFor={fieldId} className={entry.label}>
        {t('rejectReason')}
      </label>
      <Input
        id={fieldId}
        look="form"
        value={reason}
        maxLength={PROPOSAL_REASON.max}
        autoComplete="off"
        aria-invalid={invalid}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      <div className={entry.actions}>
        <Button type="submit" look="small" disabled={pending} aria-label={t('rejectNamed', { name })}>
          {t(own ? 'takeBack' : 'reject')}
        </Button>
      </div>
    </form>
  );
}
