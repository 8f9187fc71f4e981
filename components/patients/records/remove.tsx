'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import type { FormState, HiddenValues } from '@/lib/patients/form-state';
import classes from '../patient.module.css';
import { formOf, randomKey, type EntryAction } from '../use-entry-form';

type Props = Readonly<{ action: EntryAction; hidden: HiddenValues; date: string; onDone: () => void }>;

/** Asks before a record is taken away; the safe answer has the focus. */
export function RemoveRecord({ action, hidden, date, onDone }: Props) {
  const t = useTranslations();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  const submission = useRef<string | null>(null);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);

  const remove = (): void => {
    // A removal whose answer was lost is sent again under its key: the server knows that it was done.
    submission.current ??= randomKey();
    const form = formOf({ ...hidden, submission: submission.current });
    startTransition(async () => {
      const answer: FormState | null = await action(form).catch(() => null);
      if (answer?.ok === true) return onDone();
      setRefusal(
        answer === null ? t('patientErrors.failed') : t(`patientErrors.form.${answer.formError ?? 'invalid'}`),
      );
    });
  };
  return (
    <span className={classes.sure} role="group" aria-label={t('patient.removeSure', { date })}>
      <span>{t('patient.removeSure', { date })}</span>
      <Button look="small" disabled={pending} onClick={remove}>
        {t('patient.removeYes')}
      </Button>
      <Button ref={keep} look="small" disabled={pending} onClick={onDone}>
        {t('patient.removeNo')}
      </Button>
      {refusal !== null && (
        <span role="alert" className={entry.error}>
          {refusal}{' '}
          <Button look="small" onClick={() => window.location.reload()}>
            {t('patientErrors.reload')}
          </Button>
        </span>
      )}
    </span>
  );
}
