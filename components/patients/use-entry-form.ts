'use client';

import { useEffect, useState, useTransition } from 'react';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { FormState, FormValues } from '@/lib/patients/form-state';
import { shownFields, type FieldDefinition } from './entry-fields';

export type EntryAction = (form: FormData) => Promise<FormState>;

type Settings = {
  action: EntryAction;
  fields: readonly FieldDefinition[];
  initial: FormValues;
  /** Sent with the fields: which patient, which record, which version. */
  hidden: FormValues;
};

export type EntryForm = {
  values: FormValues;
  set: (name: string, value: string) => void;
  /** Starts again from these values, without errors. */
  restart: (values: FormValues) => void;
  state: FormState | null;
  /** The action did not answer: whether anything was saved is not known. */
  unanswered: boolean;
  /** Not to be sent now: a saving is under way, or the page's scripts do not run yet. */
  pending: boolean;
  saving: boolean;
  /** The page's scripts run: before that a field would forget what is typed. */
  ready: boolean;
  /** Counts the refusals, so that each one moves the focus to the summary. */
  refusals: number;
  submit: (onSaved: (state: FormState) => void, hidden?: FormValues) => void;
};

/**
 * The state of an entry form. The fields live here and not in the page's inputs, so nothing that is typed is lost,
 * whatever the action answers, and also when it does not answer at all.
 */
export function useEntryForm({ action, fields, initial, hidden }: Settings): EntryForm {
  const [values, setValues] = useState(initial);
  const [state, setState] = useState<FormState | null>(null);
  const [unanswered, setUnanswered] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const [touched, setTouched] = useState(false);
  const [saving, startTransition] = useTransition();
  const hydrated = useHydrated();
  useWarningBeforeLeaving(touched);

  const settle = (next: FormState | null): void => {
    setState(next);
    setUnanswered(next === null);
    if (next?.ok === true) setTouched(false);
    else setRefusals((count) => count + 1);
  };
  return {
    values,
    state,
    unanswered,
    saving,
    refusals,
    ready: hydrated,
    pending: saving || !hydrated,
    set: (name, value) => {
      setTouched(true);
      setValues((before) => ({ ...before, [name]: value }));
    },
    restart: (next) => {
      setValues(next);
      setState(null);
      setUnanswered(false);
      setTouched(false);
    },
    submit: (onSaved, more = {}) => {
      const form = new FormData();
      const sent = Object.fromEntries(shownFields(fields, values).map(({ name }) => [name, values[name] ?? '']));
      for (const [name, value] of Object.entries({ ...sent, ...hidden, ...more })) form.set(name, value);
      startTransition(async () => {
        const answer = await action(form).catch(() => null);
        settle(answer);
        if (answer?.ok === true) onSaved(answer);
      });
    },
  };
}

function useWarningBeforeLeaving(touched: boolean): void {
  useEffect(() => {
    if (!touched) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [touched]);
}
