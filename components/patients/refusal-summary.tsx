'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import type { FormState } from '@/lib/patients/form-state';
import { fieldId } from './entry-field';
import { sameEntry, type FieldDefinition } from './entry-fields';
import type { EntryForm } from './use-entry-form';
import { useEntryText } from './use-words';

type Props = Readonly<{
  formId: string;
  form: EntryForm;
  fields: readonly FieldDefinition[];
  onSaveOver: (version: number) => void;
}>;

/** Why nothing was saved, with a link to each field; takes the focus each time a saving is refused. */
export function RefusalSummary({ formId, form, fields, onSaveOver }: Props) {
  const t = useTranslations('patientErrors');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (form.refusals > 0) box.current?.focus();
  }, [form.refusals]);
  const { state, unanswered } = form;
  if (!unanswered && (state === null || state.ok)) return null;
  const errors = Object.keys(state?.fieldErrors ?? {}).length;
  return (
    <div ref={box} tabIndex={-1} role="alert" className={entry.summary}>
      <h2>{headline()}</h2>
      {state !== null && errors > 0 && <FieldLinks formId={formId} state={state} fields={fields} />}
      {state?.conflict && <Conflict form={form} conflict={state.conflict} fields={fields} onSaveOver={onSaveOver} />}
    </div>
  );

  function headline(): string {
    if (unanswered || state === null) return t('failed');
    return errors > 0 ? t('summary', { count: errors }) : t(`form.${state.formError ?? 'invalid'}`);
  }
}

function FieldLinks({
  formId,
  state,
  fields,
}: Readonly<{ formId: string; state: FormState; fields: readonly FieldDefinition[] }>) {
  const t = useTranslations();
  return (
    <ul>
      {Object.entries(state.fieldErrors).map(([name, error]) => {
        const field = fields.find((one) => one.name === name);
        const id = fieldId(formId, name);
        return (
          <li key={name}>
            <a
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(id)?.focus();
              }}
            >
              {field === undefined ? '' : `${t(`patientForm.label.${field.label}`)}: `}
              {t(`patientErrors.field.${error}`)}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

type ConflictProps = Readonly<{
  form: EntryForm;
  conflict: NonNullable<FormState['conflict']>;
  fields: readonly FieldDefinition[];
  onSaveOver: (version: number) => void;
}>;

/** What is stored now beside what was typed: the person decides, nothing is overwritten unseen. */
function Conflict({ form, conflict, fields, onSaveOver }: ConflictProps) {
  const t = useTranslations();
  const text = useEntryText();
  const { stored } = conflict;
  const different =
    stored === null
      ? []
      : fields.filter(
          (field) =>
            stored[field.name] !== undefined &&
            !sameEntry(field, stored[field.name] ?? '', form.values[field.name] ?? ''),
        );
  const shown = (field: FieldDefinition, value: string): string => text(field, value) || t('patientForm.notRecorded');
  return (
    <>
      {stored === null && <p>{t('patientErrors.conflictNew')}</p>}
      {stored !== null && different.length === 0 && <p>{t('patientErrors.conflictSame')}</p>}
      {stored !== null && different.length > 0 && (
        <table className={entry.differences}>
          <caption className="muted">{t('patientErrors.conflictTable')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('patientErrors.conflictField')}</th>
              <th scope="col">{t('patientErrors.conflictStored')}</th>
              <th scope="col">{t('patientErrors.conflictTyped')}</th>
            </tr>
          </thead>
          <tbody>
            {different.map((field) => (
              <tr key={field.name}>
                <th scope="row">{t(`patientForm.label.${field.label}`)}</th>
                <td>{shown(field, stored[field.name] ?? '')}</td>
                <td>{shown(field, form.values[field.name] ?? '')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={entry.actions}>
        <Button look="plain" disabled={form.pending} onClick={() => onSaveOver(conflict.version)}>
          {t('patientErrors.saveOver')}
        </Button>
        <Button look="plain" disabled={form.pending} onClick={() => window.location.reload()}>
          {t('patientErrors.takeStored')}
        </Button>
      </div>
    </>
  );
}
