'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { useHydrated } from '@/components/ui/use-hydrated';
import { COPY_NAMES, EMPTY_COPY } from '@/lib/registry/proposals/copy-fields';
import {
  READING_FIELDS,
  ReadingInput,
  type KeptReading,
  readingErrors,
  type ReadingErrors,
  type ReadingField,
  type ReadingFields,
  type ReadingState,
} from '@/lib/registry/proposals/second-reading';
import { TIME_ZEROS } from '@/lib/registry/vocabulary';
import { TypedField } from '@/components/curate/typed-field';

type Props = Readonly<{
  trial: string;
  estimate: string;
  /** what this curator has read of it already */
  kept: KeptReading | null;
  store: (trial: string, estimate: string, input: ReadingFields) => Promise<ReadingState>;
  propose: (reading: string, input: ReadingFields, reason: string) => Promise<ReadingState>;
}>;
type Compared = Extract<ReadingState, { reading: string }>;

const EMPTY: ReadingFields = {
  ...(Object.fromEntries(READING_FIELDS.map((field) => [field, ''])) as Record<ReadingField, string>),
  ...EMPTY_COPY,
};

/** A figure read a second time: first what the reader finds, then where the readings differ, then what both settle on. */
export function ReadingForm({ trial, estimate, kept, store, propose }: Props) {
  const t = useTranslations('proposals');
  const ready = useHydrated();
  const [working, startTransition] = useTransition();
  const [values, setValues] = useState<ReadingFields>({ ...EMPTY, ...kept?.typed });
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [compared, setCompared] = useState<Compared | null>(kept?.compared ?? null);
  const [answer, setAnswer] = useState<ReadingState | 'unanswered' | null>(null);
  const parsed = ReadingInput.safeParse(values);
  const errors = asked && !parsed.success ? readingErrors(parsed.error) : {};
  const fill = (field: keyof ReadingFields, value: string): void =>
    setValues((before) => ({ ...before, [field]: value }));
  const submit = (): void => {
    setAsked(true);
    if (!parsed.success) return;
    startTransition(async () => {
      const work = compared === null ? store(trial, estimate, values) : propose(compared.reading, values, reason);
      const state = await work.catch(() => null);
      setAnswer(state ?? 'unanswered');
      if (state !== null && 'reading' in state) setCompared(state);
    });
  };
  return (
    <form className={entry.form} noValidate method="post" onSubmit={(event) => (event.preventDefault(), submit())}>
      {READING_FIELDS.map((field) => (
        <ReadField
          key={field}
          field={field}
          value={values[field]}
          error={errors[field]}
          compared={compared}
          onChange={(value) => fill(field, value)}
        />
      ))}
      <CopyFieldsOf values={values} errors={errors} onChange={fill} />
      {compared !== null && (
        <>
          <p role="status">{t(compared.differed.length === 0 ? 'reading.agree' : 'reading.resolve')}</p>
          <TypedField wide label={t('label.reason')} value={reason} onChange={setReason} />
        </>
      )}
      <div className={entry.actions}>
        <Button type="submit" look="primary" disabled={working || !ready}>
          {t(compared === null ? 'reading.compare' : 'reading.propose')}
        </Button>
      </div>
      <Answer answer={answer} />
    </form>
  );
}

type CopyProps = Readonly<{
  values: ReadingFields;
  errors: ReadingErrors;
  onChange: (field: (typeof COPY_NAMES)[number], value: string) => void;
}>;

/** Which copy is read; none of it is needed. */
function CopyFieldsOf({ values, errors, onChange }: CopyProps) {
  const t = useTranslations('proposals');
  return COPY_NAMES.map((field) => {
    const error = errors[field];
    return (
      <TypedField
        key={field}
        label={t(`label.${field}`)}
        value={values[field]}
        error={error === undefined ? undefined : t(`fieldError.${error}`)}
        onChange={(value) => onChange(field, value)}
      />
    );
  });
}

type FieldProps = Readonly<{
  field: ReadingField;
  value: string;
  error: ReadingErrors[ReadingField];
  compared: Compared | null;
  onChange: (value: string) => void;
}>;

/** A field of the reading; once compared, it says what the first reading has where they differ. */
function ReadField({ field, value, error, compared, onChange }: FieldProps) {
  const t = useTranslations('proposals');
  const vocabulary = useTranslations('vocabulary');
  const differs = compared?.differed.includes(field) === true;
  const first = compared === null ? null : compared.first[field];
  const shown = field === 'timeZero' ? vocabulary(`timeZero.${compared?.first.timeZero ?? 'unknown'}`) : first;
  const zeros = TIME_ZEROS.map((zero) => ({ value: zero, label: vocabulary(`timeZero.${zero}`) }));
  return (
    <TypedField
      label={t(`label.${field}`)}
      value={value}
      choices={field === 'timeZero' ? [{ value: '', label: t('choose') }, ...zeros] : undefined}
      hint={differs ? t('reading.differs', { first: shown === null ? '–' : String(shown) }) : undefined}
      error={error === undefined ? undefined : t(`fieldError.${error}`)}
      onChange={onChange}
    />
  );
}

function Answer({ answer }: Readonly<{ answer: ReadingState | 'unanswered' | null }>) {
  const t = useTranslations('proposals');
  if (answer === null || (typeof answer === 'object' && 'reading' in answer)) return null;
  if (answer !== 'unanswered' && answer.ok) return <p role="status">{t('reading.saved')}</p>;
  return (
    <p role="alert" className={entry.error}>
      {t(`refusal.${answer === 'unanswered' ? answer : (answer.refusal ?? 'invalid')}`)}
    </p>
  );
}
