'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { useHydrated } from '@/components/ui/use-hydrated';
import {
  PART_FIELDS,
  typedNames,
  type Part,
  type PartField,
  type PartValues,
} from '@/lib/registry/proposals/parts/fields';
import type { PartState } from '@/lib/registry/proposals/parts/state';
import { readTyped } from '@/lib/registry/proposals/parts/typed';
import { asDraft, type Typed } from '@/lib/merging/begun';
import { BrokenRules } from '../broken-rules';
import { DraftNote } from '../draft-note';
import { TypedField } from '@/components/curate/typed-field';
import { useBegun } from '../use-begun';
import { useDraft, type DraftKeeping } from '../use-draft';
import { usePartWords } from './use-part-words';

type Target = Readonly<{ trial: string | null; part: Part; item: string | null }>;
type Props = Readonly<{
  target: Target;
  /** the fields as they stand; empty for a new one */
  first: PartValues;
  draft: DraftKeeping & Readonly<{ values: PartValues | null }>;
  propose: (target: Target, sent: Readonly<{ values: Typed; began: Typed }>) => Promise<PartState>;
}>;

/** The fields of one part of a study; what is wrong stands beside its field, what the rules refuse below. */
export function PartForm({ target, first, draft, propose }: Props) {
  const t = useTranslations('proposals');
  const ready = useHydrated();
  const [working, startTransition] = useTransition();
  const { values, began, meanwhile, ...form } = useBegun({ ...first, reason: '' }, draft.values);
  const { kept, forget } = useDraft(draft, asDraft({ values, began }), asDraft({ values: began, began }));
  const [asked, setAsked] = useState(false);
  const [answer, setAnswer] = useState<PartState | 'unanswered' | null>(null);
  const { errors: typedErrors } = readTyped(target.part, values);
  const said = answer === null || answer === 'unanswered' ? {} : answer.errors;
  const errors = { ...said, ...(asked ? typedErrors : {}) };
  const fill = (name: string, value: string): void => {
    form.fill({ [name]: value });
    setAnswer(null);
  };
  const discard = (): void => {
    forget();
    form.restart();
  };
  const submit = (): void => {
    setAsked(true);
    if (Object.keys(typedErrors).length > 0) return;
    startTransition(async () => {
      const state = await propose(target, { values, began }).catch(() => null);
      setAnswer(state ?? 'unanswered');
      if (state !== null && state.now !== null) form.meet(state.now);
      if (state?.ok === true) forget();
    });
  };
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
      {PART_FIELDS[target.part].map((field) => (
        <FieldOf
          key={field.name}
          field={field}
          fixed={field.key === true && (target.item !== null || (target.part === 'trial' && target.trial !== null))}
          {...{ values, errors, meanwhile, fill }}
        />
      ))}
      <TypedField
        wide
        label={t('label.reason')}
        value={values['reason'] ?? ''}
        onChange={(text) => fill('reason', text)}
      />
      <Propose disabled={working || !ready} />
      <DraftNote at={draft.at} kept={kept} onDiscard={discard} />
      <Answer answer={asked && Object.keys(typedErrors).length > 0 ? 'invalid' : answer} />
    </form>
  );
}

type FieldProps = Readonly<{
  field: PartField;
  fixed: boolean;
  values: PartValues;
  errors: PartState['errors'];
  /** what others have written in the same field since */
  meanwhile: Typed;
  fill: (name: string, value: string) => void;
}>;

function FieldOf({ field, fixed, values, errors, meanwhile, fill }: FieldProps) {
  const t = useTranslations('proposals');
  const parts = useTranslations('parts');
  const words = usePartWords();
  const named = words.fieldName(field.name);
  if (fixed)
    return (
      <p>
        {named}: <code>{values[field.name]}</code>
      </p>
    );
  return typedNames(field).map((name) => {
    const language = name.endsWith('.en') ? 'en' : 'ru';
    const error = errors[name];
    const theirs = meanwhile[name];
    const hint = field.look === 'list' ? parts('listHint') : undefined;
    return (
      <TypedField
        key={name}
        label={field.look === 'pair' ? parts(`in.${language}`, { field: named }) : named}
        value={values[name] ?? ''}
        wide={field.look === 'pair' || field.look === 'list'}
        hint={theirs === undefined ? hint : t('meanwhile', { text: theirs === '' ? '–' : theirs })}
        choices={field.choices === undefined ? undefined : [{ value: '', label: t('choose') }, ...words.choices(field)]}
        error={error === undefined ? undefined : t(`fieldError.${error}`)}
        onChange={(value) => fill(name, value)}
      />
    );
  });
}

function Answer({ answer }: Readonly<{ answer: PartState | 'unanswered' | 'invalid' | null }>) {
  const t = useTranslations('proposals');
  if (answer === null) return null;
  if (typeof answer === 'object' && answer.ok) return <p role="status">{t('changeSaved')}</p>;
  return (
    <div role="alert" className={entry.error}>
      <p>{t(`refusal.${typeof answer === 'string' ? answer : (answer.refusal ?? 'invalid')}`)}</p>
      {typeof answer === 'object' && <BrokenRules problems={answer.problems} />}
    </div>
  );
}

function Propose({ disabled }: Readonly<{ disabled: boolean }>) {
  const t = useTranslations('proposals');
  return (
    <div className={entry.actions}>
      <Button type="submit" look="primary" disabled={disabled}>
        {t('proposeChange')}
      </Button>
      <span className={entry.hint}>{t('proposeHint')}</span>
    </div>
  );
}
