'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import classes from '@/components/curate/curate.module.css';
import { Approve, ReasonForm, useReview } from '@/components/curate/review-steps';
import entry from '@/components/ui/entry.module.css';
import type { ProposalRefusal, ProposalState } from '@/lib/registry/proposals/state';
import { BrokenRules } from './broken-rules';
import { PROPOSAL_REASON } from '@/lib/registry/proposals/typed-values';

export type ProposalActions = Readonly<{
  approve: (id: string) => Promise<ProposalState>;
  reject: (id: string, reason: string) => Promise<ProposalState>;
}>;

type Props = Readonly<{
  id: string;
  /** the line that says how the proposal stands */
  stateId: string;
  own: boolean;
  mayApprove: boolean;
  name: string;
  actions: ProposalActions;
}>;

/** Approving, by another curator than the one who proposed, and rejecting with the reason. */
export function ProposalSteps({ id, stateId, own, mayApprove, name, actions }: Props) {
  const t = useTranslations('proposals');
  const { pending, refused, run } = useReview<ProposalRefusal>();
  const [problems, setProblems] = useState<ProposalState['problems']>([]);
  // The button goes with the decision: who works by keyboard goes on from what the decision says.
  const decide = (step: () => Promise<ProposalState>): void =>
    run(
      async () => {
        const state = await step();
        setProblems(state.problems);
        return state;
      },
      () => document.getElementById(stateId)?.focus(),
    );
  const approve = (): void => decide(() => actions.approve(id));
  return (
    <div className={classes.section}>
      <div className={entry.actions}>
        <Approve
          own={mayApprove ? null : t('ownProposal')}
          label={t(own ? 'approveAlone' : 'approve')}
          named={t('approveNamed', { name })}
          pending={pending}
          onApprove={approve}
        />
        {own && mayApprove && <span className={entry.hint}>{t('approveAloneHint')}</span>}
      </div>
      <ReasonForm
        label={t('rejectReason')}
        max={PROPOSAL_REASON.max}
        invalid={refused === 'reason-length'}
        pending={pending}
        send={{ label: t(own ? 'takeBack' : 'reject'), named: t('rejectNamed', { name }) }}
        onSend={(reason) => decide(() => actions.reject(id, reason))}
      />
      {refused !== null && (
        <div role="alert" className={entry.error}>
          <p>{t(`refusal.${refused}`)}</p>
          <BrokenRules problems={problems} />
        </div>
      )}
    </div>
  );
}
