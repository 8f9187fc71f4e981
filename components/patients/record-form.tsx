'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, type RefObject } from 'react';
import entry from '@/components/ui/entry.module.css';
import type { EntryDraft } from '@/lib/patients/entry/draft';
import type { FormValues } from '@/lib/patients/form-state';
import { hintsWhileTyping } from '@/lib/patients/date-plausibility';
import type { RecordKind } from '@/lib/patients/vocabulary';
import { DraftNotice } from './entry/draft-notice';
import type { DraftPlace } from './entry/use-draft';
import { EntryField, fieldId } from './entry-field';
import { RECORD_FIELDS, shownFields } from './entry-fields';
import { FormActions } from './form-actions';
import { RefusalSummary } from './refusal-summary';
import { useEntryForm, type EntryAction, type EntryForm } from './use-entry-form';

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
  const hidden: FormValues = {
    patientId: target.patientId,
    version: String(target.version),
    recordKind: kind,
    recordId: recordId ?? '',
  };
  const form = useEntryForm({ ...rest, fields, initial, hidden, pageStays: true });
  const { leave, saved } = useWaysOut(form, rest);
  const warnings = hintsWhileTyping(form.values);
  const first = fields[0]?.name ?? '';
  useEffect(() => document.getElementById(fieldId(formId, first))?.focus(), [formId, first]);
  const title = t(recordId === null ? `patient.addRecord.${kind}` : `patient.editRecord.${kind}`);
  return (
    <form
      className={entry.form}
      aria-label={title}
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit(saved);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !form.pending) leave();
      }}
    >
      <RefusalSummary
        formId={formId}
        form={form}
        fields={fields}
        onSave={(more) => form.submit(saved, more)}
        record={recordId !== null}
      />
      <DraftNotice form={form} />
      <fieldset className={`${entry.group} ${entry.compact}`} disabled={!form.ready}>
        <legend>{title}</legend>
        {shownFields(fields, form.values).map((field) => (
          <EntryField
            key={field.name}
            formId={formId}
            field={field}
            value={form.values[field.name] ?? ''}
            onChange={(value) => form.set(field.name, value)}
            error={form.state?.fieldErrors[field.name]}
            warning={warnings[field.name]}
            since={diagnosisDate}
          />
        ))}
      </fieldset>
      <FormActions form={form} onCancel={leave} />
    </form>
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
