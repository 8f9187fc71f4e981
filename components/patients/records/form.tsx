'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, type RefObject } from 'react';
import type { EntryDraft } from '@/lib/patients/entry/draft';
import type { FormValues, HiddenValues } from '@/lib/patients/form-state';
import { hintsWhileTyping } from '@/lib/patients/date-plausibility';
import type { RecordKind } from '@/lib/patients/vocabulary';
import type { DraftPlace } from '../entry/use-draft';
import { RecordFrame } from '../entry/record-frame';
import { RECORD_FIELDS } from '../entry-fields';
import { useEntryForm, type EntryAction, type EntryForm } from '../use-entry-form';

type Props = Readonly<{
  kind: RecordKind;
  action: EntryAction;
  target: { patientId: string; version: number };
  /** The record that is changed; none: a new one. */
  recordId: string | null;
  initial: FormValues;
  diagnosisDate: string;
  draft: DraftPlace;
  /** Filled with the form's question before it is left for another form. */
  mayLeaveRef: RefObject<() => boolean>;
  /** The form is closed, with what is typed and not saved. */
  onLeft: (unsaved: EntryDraft | null) => void;
  onDone: () => void;
}>;

/** Adds or changes one record of the course, where it stands on the page. */
export function RecordForm({ kind, target, recordId, initial, diagnosisDate, ...rest }: Props) {
  const t = useTranslations();
  const formId = useId();
  const fields = RECORD_FIELDS[kind];
  const hidden: HiddenValues = {
    patientId: target.patientId,
    version: String(target.version),
    recordKind: kind,
    recordId: recordId ?? '',
  };
  const form = useEntryForm({ ...rest, fields, initial, hidden, pageStays: true });
  const { leave, saved } = useWaysOut(form, rest);
  const warnings = hintsWhileTyping(form.values);
  return (
    <RecordFrame
      formId={formId}
      form={form}
      fields={fields}
      title={t(recordId === null ? `patient.addRecord.${kind}` : `patient.editRecord.${kind}`)}
      record={recordId !== null}
      onSaved={saved}
      onLeave={leave}
      besideField={({ name }) => ({ warning: warnings[name], since: diagnosisDate })}
    />
  );
}

type Ways = Pick<Props, 'mayLeaveRef' | 'onLeft' | 'onDone'>;
type WaysOut = { leave: () => void; saved: () => void };

/** Closes the form, saved or left; the section asks this form too, before it shows another one. */
function useWaysOut(form: EntryForm, { mayLeaveRef, onLeft, onDone }: Ways): WaysOut {
  const mayLeave = (): boolean => {
    const may = form.mayLeave();
    if (may) onLeft(form.unsaved());
    return may;
  };
  useEffect(() => {
    mayLeaveRef.current = mayLeave;
    return () => {
      mayLeaveRef.current = () => true;
    };
  });
  return {
    leave: () => {
      if (mayLeave()) onDone();
    },
    saved: () => {
      onLeft(null);
      onDone();
    },
  };
}
