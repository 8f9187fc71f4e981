'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { WITHDRAWAL_REASON } from '@/lib/registry/curves/schema';
import type { CurveRefusal, CurveState } from '@/lib/registry/curves/state';
import classes from '../curate.module.css';
import { Approve, ReasonForm, useReview } from '../review-steps';

export type CurveActions = Readonly<{
  approve: (id: string) => Promise<CurveState>;
  withdraw: (id: string, reason: string) => Promise<CurveState>;
  show: (id: string) => Promise<CurveState>;
}>;

type Props = Readonly<{ id: string; approvable: boolean; own: boolean; name: string; actions: CurveActions }>;

/** Approving, by another curator than the one who proposed, and withdrawing with the reason. */
export function CurveSteps({ id, approvable, own, name, actions }: Props) {
  const t = useTranslations('curate');
  const [withdrawing, setWithdrawing] = useState(false);
  const { pending, refused, run } = useReview<CurveRefusal>();
  return (
    <div className={classes.section}>
      <div className={entry.actions}>
        {approvable && (
          <Approve
            own={own ? t('ownProposal') : null}
            label={t('approve')}
            named={t('approveNamed', { name })}
            pending={pending}
            onApprove={() => run(() => actions.approve(id))}
          />
        )}
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
        <ReasonForm
          label={t('reason')}
          hint={t('reasonHint', { min: WITHDRAWAL_REASON.min })}
          max={WITHDRAWAL_REASON.max}
          invalid={refused === 'reason-length'}
          pending={pending}
          send={{ label: t('withdrawYes') }}
          instead={
            <Button look="small" disabled={pending} onClick={() => setWithdrawing(false)}>
              {t('keep')}
            </Button>
          }
          onSend={(reason) =>
            run(
              () => actions.withdraw(id, reason),
              () => setWithdrawing(false),
            )
          }
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
