'use client';

import { useTranslations } from 'next-intl';
import { useId, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input, Select } from '@/components/ui/field';
import { useHydrated } from '@/components/ui/use-hydrated';
import { checkFigure } from '@/lib/registry/proposals/checks';
import {
  corrected,
  correctionErrors,
  correctionFields,
  CorrectionInput,
  type CorrectionErrors,
  type CorrectionField,
  type CorrectionFields,
} from '@/lib/registry/proposals/schema';
import type { ProposalState } from '@/lib/registry/proposals/state';
import type { Estimate, Trial } from '@/lib/registry/schema';
import { TIME_ZEROS } from '@/lib/registry/vocabulary';
import { FigureChecksNote } from './figure-checks-note';

const NUMBERS = ['estimate', 'timeYears', 'se', 'ciLow', 'ciHigh', 'ciLevel', 'n', 'events'] as const;

type Props = Readonly<{
  trial: Trial;
  estimate: Estimate;
  propose: (trial: string, estimate: string, input: CorrectionFields) => Promise<ProposalState>;
}>;
type Row = Readonly<{
  name: CorrectionField;
  values: CorrectionFields;
  errors: CorrectionErrors;
  set: (name: CorrectionField, value: string) => void;
}>;

/** A figure as it stands, to be corrected; what the checks say of what is typed stands beside it all the time. */
export function CorrectionForm({ trial, estimate, propose }: Props) {
  const t = useTranslations('proposals');
  const ready = useHydrated();
  const [working, startTransition] = useTransition();
  const [values, setValues] = useState(() => correctionFields(estimate));
  const [asked, setAsked] = useState(false);
  const [answer, setAnswer] = useState<ProposalState | 'unanswered' | null>(null);
  const set = (name: CorrectionField, value: string): void => setValues((before) => ({ ...before, [name]: value }));
  const read = CorrectionInput.safeParse(values);
  const typed = CorrectionInput.safeParse({ ...values, reason: '-'.repeat(10) });
  const errors = read.success ? {} : correctionErrors(read.error);
  const shown = asked ? errors : { ...errors, reason: undefined };
  const refused = answer === 'unanswered' ? 'unanswered' : (answer?.refusal ?? null);
  const submit = (): void => {
    setAsked(true);
    if (!read.success) return;
    startTransition(async () => {
      const state = await propose(trial.slug, estimate.id, values).catch(() => null);
      setAnswer(state ?? 'unanswered');
    });
  };
  const row = { values, errors: shown, set };
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
      <fieldset className={entry.group}>
        <legend>{t('figure')}</legend>
        {NUMBERS.map((name) => (
          <TypedRow key={name} name={name} {...row} />
        ))}
        <ChoiceRow name="timeZero" choices={TIME_ZEROS} {...row} />
        <ChoiceRow name="chartable" choices={['yes', 'no']} {...row} />
        <TypedRow name="sourceLocator" {...row} />
        <TypedRow name="reason" {...row} />
      </fieldset>
      {typed.success && <FigureChecksNote checks={checkFigure(trial, corrected(estimate, typed.data))} />}
      <div className={entry.actions}>
        <Button type="submit" look="primary" disabled={working || !ready}>
          {t('propose')}
        </Button>
        <span className={entry.hint}>{t('proposeHint')}</span>
      </div>
      {refused !== null && (
        <p role="alert" className={entry.error}>
          {t(`refusal.${refused}`)}
        </p>
      )}
      {answer !== null && answer !== 'unanswered' && answer.ok && <p role="status">{t('saved')}</p>}
    </form>
  );
}

function TypedRow({ name, values, errors, set }: Row) {
  const t = useTranslations('proposals');
  const id = useId();
  const error = errors[name];
  return (
    <div className={entry.field}>
      <label htmlFor={id} className={entry.label}>
        {t(`label.${name}`)}
      </label>
      <Input
        id={id}
        look="form"
        value={values[name]}
        autoComplete="off"
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        onChange={({ currentTarget: { value } }) => set(name, value)}
      />
      {error !== undefined && (
        <p id={`${id}-error`} className={entry.error}>
          {t(`fieldError.${error}`)}
        </p>
      )}
    </div>
  );
}

function ChoiceRow({ name, choices, values, set }: Row & Readonly<{ choices: readonly string[] }>) {
  const t = useTranslations('proposals');
  const vocabulary = useTranslations('vocabulary');
  const id = useId();
  const label = (value: string): string => {
    if (value === 'yes' || value === 'no') return t(value);
    return vocabulary(`timeZero.${TIME_ZEROS.find((one) => one === value) ?? 'unknown'}`);
  };
  return (
    <div className={entry.field}>
      <label htmlFor={id} className={entry.label}>
        {t(`label.${name}`)}
      </label>
      <Select id={id} look="form" value={values[name]} onChange={({ currentTarget: { value } }) => set(name, value)}>
        {choices.map((value) => (
          <option key={value} value={value}>
            {label(value)}
          </option>
        ))}
      </Select>
    </div>
  );
}
