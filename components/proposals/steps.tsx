'use client';

import { useTranslations } from 'next-intl';
import classes from '@/components/curate/curate.module.css';
import { Approve, ReasonForm, useReview } from '@/components/curate/review-steps';
import entry from '@/components/ui/entry.module.css';
import type { ProposalRefusal, ProposalState } from '@/lib/registry/proposals/state';
import { PROPOSAL_REASON } from '@/lib/registry/proposals/typed-values';

export type ProposalActions = Readonly<{
  approve: (id: string) => Promise<ProposalState>;
  reject: (id: string, reason: string) => Promise<ProposalState>;
}>;

type Props = Readonly<{ id: string; own: boolean; name: string; actions: ProposalActions }>;

/** Approving, by another curator than the one who proposed, and rejecting with the reason. */
export function ProposalSteps({ id, own, name, actions }: Props) {
  const t = useTranslations('proposals');
  const { pending, refused, run } = useReview<ProposalRefusal>();
  return (
    <div className={classes.section}>
      <div className={entry.actions}>
        <Approve
          own={own ? t('ownProposal') : null}
          label={t('approve')}
          named={t('approveNamed', { name })}
          pending={pending}
          onApprove={() => run(() => actions.approve(id))}
        />
      </div>
      <ReasonForm
        label={t('rejectReason')}
        max={PROPOSAL_REASON.max}
        invalid={refused === 'reason-length'}
        pending={pending}
        send={{ label: t(own ? 'takeBack' : 'reject'), named: t('rejectNamed', { name }) }}
        onSend={(reason) => run(() => actions.reject(id, reason))}
      />
      {refused !== null && (
        <p role="alert" className={entry.error}>
          {t(`refusal.${refused}`)}
        </p>
      )}
    </div>
  );
}
