'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { useHydrated } from '@/components/ui/use-hydrated';
import { BrokenRules } from './broken-rules';
import type { ProposalState } from '@/lib/registry/proposals/state';

type Answer = ProposalState | 'unanswered' | 'invalid' | null;

/** Sending what was typed: whether it was asked for, and what came of it. Nothing is sent that cannot be read. */
export function useProposing(readable: boolean, send: () => Promise<ProposalState>) {
  const ready = useHydrated();
  const [working, startTransition] = useTransition();
  const [asked, setAsked] = useState(false);
  const [answer, setAnswer] = useState<ProposalState | 'unanswered' | null>(null);
  const submit = (): void => {
    setAsked(true);
    if (!readable) return;
    startTransition(async () => setAnswer((await send().catch(() => null)) ?? 'unanswered'));
  };
  const shown: Answer = asked && !readable ? 'invalid' : answer;
  return { ready, asked, answer: shown, submit, disabled: working || !ready, forget: () => setAnswer(null) };
}

type Props = Readonly<{
  button: string;
  saved: string;
  disabled: boolean;
  answer: Answer;
  submit: () => void;
  /** Stands below the button, above the answer. */
  below?: ReactNode;
  children: ReactNode;
}>;

/** What is proposed to the other curators, with the button and the answer below it. */
export function ProposalForm({ button, saved, disabled, answer, submit, below, children }: Props) {
  const t = useTranslations('proposals');
  return (
    <form
      className={entry.form}
      noValidate
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {children}
      <div className={entry.actions}>
        <Button type="submit" look="primary" disabled={disabled}>
          {button}
        </Button>
        <span className={entry.hint}>{t('proposeHint')}</span>
      </div>
      {below}
      <Told answer={answer} saved={saved} />
    </form>
  );
}

function Told({ answer, saved }: Pick<Props, 'answer' | 'saved'>) {
  const t = useTranslations('proposals');
  if (answer === null) return null;
  if (typeof answer === 'object' && answer.ok) return <p role="status">{saved}</p>;
  return (
    <div role="alert" className={entry.error}>
      <p>{t(`refusal.${typeof answer === 'string' ? answer : (answer.refusal ?? 'invalid')}`)}</p>
      {typeof answer === 'object' && <BrokenRules problems={answer.problems} />}
    </div>
  );
}
