'use client';

import { useTranslations } from 'next-intl';
import { useId, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';
import { useHydrated } from '@/components/ui/use-hydrated';
import classes from './network.module.css';

type Answer = Readonly<{ ok: boolean; refusal?: string }>;
type Props = Readonly<{
  action: (form: FormData) => Promise<Answer>;
  sends: Readonly<Record<string, string>>;
  submit: string;
  /** what the button is called for those who do not see where it stands */
  label: string;
  /** what a reason is asked by; null: none is */
  reason: 'reason' | 'early' | null;
}>;

const REFUSALS = ['reason', 'early', 'too-little', 'none-released', 'forbidden', 'sign-in-required'] as const;

/** A step in the network: sends it, with a reason where there has to be one, and says what came of it. */
export function NetworkForm({ action, sends, submit, label, reason }: Props) {
  const t = useTranslations('network');
  const ready = useHydrated();
  const [pending, start] = useTransition();
  const [said, say] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const id = useId();
  const send = (): void =>
    start(async () => {
      const form = new FormData();
      for (const [name, sent] of Object.entries({ ...sends, reason: value })) form.set(name, sent);
      const answer = await action(form);
      if (answer.ok) setValue('');
      say(answer.ok ? t('done') : t(`refusal.${REFUSALS.find((one) => one === answer.refusal) ?? 'unexpected'}`));
    });
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {reason !== null && (
        <label className={entry.field} htmlFor={id}>
          <span className={entry.label}>{t(reason === 'early' ? 'earlyReason' : 'reason')}</span>
          <Input
            look="form"
            id={id}
            maxLength={500}
            autoComplete="off"
            value={value}
            onChange={({ currentTarget }) => setValue(currentTarget.value)}
          />
        </label>
      )}
      <Button type="submit" look="plain" aria-label={label} disabled={!ready || pending}>
        {submit}
      </Button>
      <span role="status">{said}</span>
    </form>
  );
}
