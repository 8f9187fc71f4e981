'use client';

import { useTranslations } from 'next-intl';
import { useId, useRef, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input, Select, TextArea } from '@/components/ui/field';
import { useHydrated } from '@/components/ui/use-hydrated';
import { useRouter } from '@/lib/i18n/navigation';
import { FIELD_ERRORS, type FormState, type FormValues } from '@/lib/patients/form-state';
import { formOf, randomKey, type EntryAction } from '../use-entry-form';
import classes from './keeping.module.css';

export type StepField = Readonly<{
  name: string;
  label: string;
  takes: 'text' | 'line' | 'password' | readonly Readonly<{ value: string; label: string }>[];
}>;

type Props = Readonly<{
  action: EntryAction;
  /** Sent as they are: which patient, which step. */
  hidden: FormValues;
  button: string;
  /** Named for who hears the button without the row beside it. */
  about?: string;
  fields?: readonly StepField[];
  /** Where the reader goes once the step is taken; `:patient` stands for the id of the patient whom it answers with. */
  leadsTo?: string;
  /** The words that open the form; without them it is open, as a button alone is. */
  opens?: string;
}>;

/** One step beside a patient's data. A step whose answer was lost is sent again under its key and not taken twice. */
export function StepForm({ opens, about, ...form }: Props) {
  const details = useRef<HTMLDetailsElement>(null);
  const close = (): void => void (details.current !== null && (details.current.open = false));
  if (opens === undefined) return <Step {...form} about={about} onDone={close} />;
  return (
    <details ref={details} className={classes.step}>
      <summary aria-label={about === undefined ? undefined : `${opens}: ${about}`}>{opens}</summary>
      <Step {...form} about={about} onDone={close} />
    </details>
  );
}

type StepProps = Omit<Props, 'opens' | 'about'> & Readonly<{ about: string | undefined; onDone: () => void }>;

function Step({ action, hidden, button, about, fields = [], leadsTo, onDone }: StepProps) {
  const router = useRouter();
  const id = useId();
  const [values, setValues] = useState<FormValues>({});
  const [answer, setAnswer] = useState<FormState | 'none' | null>(null);
  const [pending, startTransition] = useTransition();
  const ready = useHydrated();
  const key = useRef<string | null>(null);
  const send = (): void => {
    key.current ??= randomKey();
    const sent = { ...Object.fromEntries(fields.map((field) => [field.name, firstOf(field)])), ...values, ...hidden };
    const whole = formOf({ ...sent, submission: key.current });
    startTransition(async () => {
      const state = await action(whole).catch(() => null);
      setAnswer(state ?? 'none');
      if (state === null) return;
      key.current = null;
      if (!state.ok) return;
      if (leadsTo !== undefined) return router.push(leadsTo.replace(':patient', state.patientId ?? ''));
      setValues({});
      onDone();
    });
  };
  const errors = answer === null || answer === 'none' || answer.ok ? {} : answer.fieldErrors;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {fields.map((field) => (
        <label key={field.name} className={entry.field}>
          <span className={entry.label}>{field.label}</span>
          <Control
            field={field}
            value={values[field.name] ?? firstOf(field)}
            describedBy={errors[field.name] === undefined ? undefined : id}
            set={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
          />
        </label>
      ))}
      <div>
        <Button
          type="submit"
          look="small"
          disabled={pending || !ready}
          aria-label={about === undefined || fields.length > 0 ? undefined : `${button}: ${about}`}
        >
          {button}
        </Button>
      </div>
      <Refusal answer={answer} id={id} />
    </form>
  );
}

/** Why the step was not taken, or that this is not known. */
function Refusal({ answer, id }: Readonly<{ answer: FormState | 'none' | null; id: string }>) {
  const t = useTranslations('patientErrors');
  if (answer === null || (answer !== 'none' && answer.ok)) return null;
  const said = answer === 'none' ? [] : FIELD_ERRORS.filter((code) => Object.values(answer.fieldErrors).includes(code));
  const words = said.map((code) => t(`field.${code}`)).join(' ');
  return (
    <p role="alert" id={id} className={entry.error}>
      {answer === 'none' ? t('failed') : words || t(`form.${answer.formError ?? 'invalid'}`)}
    </p>
  );
}

/** What a field starts with: the first choice, or nothing. */
function firstOf({ takes }: StepField): string {
  return typeof takes === 'string' ? '' : (takes[0]?.value ?? '');
}

type ControlProps = Readonly<{
  field: StepField;
  value: string;
  describedBy: string | undefined;
  set: (value: string) => void;
}>;

function Control({ field: { name, takes }, value, describedBy, set }: ControlProps) {
  const common = {
    ...{ name, value, look: 'form' as const, 'aria-describedby': describedBy },
    'aria-invalid': describedBy === undefined ? undefined : true,
  };
  if (takes === 'password')
    return (
      <Input
        {...common}
        type="password"
        autoComplete="current-password"
        onChange={({ currentTarget }) => set(currentTarget.value)}
      />
    );
  if (takes === 'line')
    return <Input {...common} maxLength={20} onChange={({ currentTarget }) => set(currentTarget.value)} />;
  if (takes === 'text')
    return <TextArea {...common} rows={2} maxLength={500} onChange={({ currentTarget }) => set(currentTarget.value)} />;
  return (
    <Select {...common} onChange={({ currentTarget }) => set(currentTarget.value)}>
      {takes.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}
