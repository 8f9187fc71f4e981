'use client';

import { useLocale } from 'next-intl';
import { useEffect, useRef, useState, useTransition } from 'react';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { EntryDraft } from '@/lib/patients/entry/draft';
import type { FormState, FormValues, HiddenValues } from '@/lib/patients/form-state';
import { carriedEntry, carryEntry } from './entry/carried';
import { noteJoined } from './entry/joined';
import { useDraft, type DraftPlace } from './entry/use-draft';
import { useLeavingAsks } from './entry/use-leaving-asks';
import { asStoredValues, asTypedValues, shownFields, type FieldDefinition } from './entry-fields';

export type EntryAction = (form: FormData) => Promise<FormState>;

type Settings = {
  action: EntryAction;
  fields: readonly FieldDefinition[];
  /** What the form starts with, in the notation of stored values. */
  initial: FormValues;
  /** Sent with the fields: which patient, which record, which version. */
  hidden: HiddenValues;
  draft?: DraftPlace | undefined;
  /** The form stands inside a page that stays when it is saved or closed. */
  pageStays?: boolean;
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
  /** Something is typed that is not saved. */
  touched: boolean;
  /** When what the form started with was typed, where that was a draft. */
  restoredFrom: string | null;
  /** Asks where something typed is not saved; true where one may go on. */
  mayLeave: () => boolean;
  discardDraft: () => void;
  /** What is typed and not saved, to go on with where the form is opened again; null: nothing, or it keeps no draft. */
  unsaved: () => EntryDraft | null;
  submit: (onSaved: (state: FormState) => void, hidden?: HiddenValues) => void;
};

/**
 * The state of an entry form. The fields live here and not in the page's inputs, so nothing that is typed is lost,
 * whatever the action answers, and also when it does not answer at all: then the next sending carries the same key, and
 * the server knows whether the first one was stored. What somebody else changed meanwhile in other fields is taken over.
 */
export function useEntryForm({ action, fields, initial, hidden, draft, pageStays = false }: Settings): EntryForm {
  const typed = useTyped(fields, initial, draft);
  const { values, base, going, touched } = typed;
  const [state, setState] = useState<FormState | null>(null);
  const [unanswered, setUnanswered] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const [saving, startTransition] = useTransition();
  const submission = useRef<{ key: string; first: FormValues | null } | null>(null);
  const hydrated = useHydrated();
  const version = Number(going.version ?? hidden.version ?? '1');
  const content = { values, base, version };
  const drafts = useDraft({ place: draft, touched: touched && !saving, content });
  const unsaved = (): EntryDraft | null =>
    touched && draft !== undefined ? { form: draft.form, ...content, updatedAt: new Date().toISOString() } : null;
  // A form within a page is closed in the other language, and asks as for any link.
  const mayLeave = useLeavingAsks(touched, pageStays, pageStays ? null : () => carryEntry(unsaved()));

  const settle = (next: FormState | null, sent: FormValues): void => {
    carryEntry(null);
    setState(next);
    setUnanswered(next === null);
    if (next?.ok !== true) setRefusals((count) => count + 1);
    if (next === null) {
      if (submission.current !== null) submission.current.first ??= sent;
      return;
    }
    if (!next.ok) typed.goOnFrom(next, submission.current?.first ?? {});
    else typed.settled();
    if (next.ok || next.storedBefore) submission.current = null;
  };
  const submit: EntryForm['submit'] = (onSaved, more = {}) => {
    submission.current ??= { key: randomKey(), first: null };
    const shown = Object.fromEntries(shownFields(fields, values).map(({ name }) => [name, values[name] ?? '']));
    const sent = { ...shown, ...hidden, ...going, ...more, base: JSON.stringify(base) };
    const whole = { ...sent, submission: submission.current.key, ...(draft && { draft: draft.form }) };
    drafts.pause();
    startTransition(async () => {
      const answer = await action(formOf(whole)).catch(() => null);
      settle(answer, values);
      if (answer?.ok !== true) return;
      const { patientId, adopted } = answer;
      const joined = patientId !== null && fields.some(({ name }) => adopted[name] !== undefined);
      noteJoined(joined ? { patientId, adopted, fields } : null);
      onSaved(answer);
    });
  };
  return {
    ...{ values, touched, restoredFrom: typed.restoredFrom, set: typed.set },
    ...{ state, unanswered, refusals, saving, mayLeave, submit, unsaved },
    ...{ ready: hydrated, pending: saving || !hydrated },
    discardDraft: () => {
      drafts.discard();
      typed.restart(initial);
    },
    restart: (next) => {
      typed.restart(next);
      setState(null);
      setUnanswered(false);
    },
  };
}

type Typed = Pick<EntryForm, 'values' | 'set' | 'restart' | 'touched' | 'restoredFrom'> & {
  /** What was stored when the form was opened, or was last joined with what is stored. */
  base: FormValues;
  /** Sent in place of what the page says: the version, or the patient and record, that the form goes on from. */
  going: HiddenValues;
  settled: () => void;
  /** After a refusal: what the next saving starts from. `first` is what the first sending without an answer held. */
  goOnFrom: (refusal: FormState, first: FormValues) => void;
};

/** What is typed into a form, and what it started from. */
function useTyped(fields: readonly FieldDefinition[], initial: FormValues, draft: DraftPlace | undefined): Typed {
  const locale = useLocale();
  const [kept, setKept] = useState(() => (draft === undefined ? null : (carriedEntry(draft.form) ?? draft.kept)));
  useEffect(() => carryEntry(null), []);
  const [values, setValues] = useState(kept?.values ?? asTypedValues(fields, initial, locale));
  const [base, setBase] = useState(kept?.base ?? initial);
  const [going, setGoing] = useState<HiddenValues>(kept === null ? {} : { version: String(kept.version) });
  const [touched, setTouched] = useState(kept !== null);
  return {
    ...{ values, base, going, touched, restoredFrom: kept?.updatedAt ?? null },
    settled: () => setTouched(false),
    set: (name, value) => {
      // What was carried no longer says all that is typed.
      carryEntry(null);
      setTouched(true);
      setValues((before) => ({ ...before, [name]: value }));
    },
    restart: (next) => {
      setValues(asTypedValues(fields, next, locale));
      setBase(next);
      setGoing({});
      setKept(null);
      setTouched(false);
    },
    goOnFrom: ({ adopted, conflict, storedBefore, patientId, recordId }, first) => {
      if (storedBefore) {
        setBase(asStoredValues(fields, first));
        setGoing({ patientId: patientId ?? '', recordId: recordId ?? '', version: '1' });
        return;
      }
      setValues((before) => ({ ...before, ...asTypedValues(fields, adopted, locale) }));
      if (conflict === null) return setBase((before) => ({ ...before, ...adopted }));
      if (conflict.stored !== null) setBase(conflict.stored);
      setGoing((before) => ({ ...before, version: String(conflict.version) }));
    },
  };
}

/** The data of a form, for an action. */
export function formOf(values: FormValues): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

/** A random UUID, also where the page is not served over TLS and the browser gives none ready-made. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
