import { useEffect, type ComponentProps, type ReactNode } from 'react';
import entry from '@/components/ui/entry.module.css';
import { EntryField, fieldId } from '../entry-field';
import { shownFields, type FieldDefinition } from '../entry-fields';
import { FormActions } from '../form-actions';
import { RefusalSummary } from '../refusal-summary';
import type { EntryForm } from '../use-entry-form';
import { DraftNotice } from './draft-notice';

type Props = Readonly<{
  formId: string;
  form: EntryForm;
  fields: readonly FieldDefinition[];
  title: string;
  /** Something stored is changed: where it is gone, it can be stored anew. */
  record?: boolean;
  onSaved: () => void;
  /** Leaves the form as it is; it asks by itself where something is not saved. */
  onLeave: () => void;
  /** What a field says beside its label and its error. */
  besideField: (field: FieldDefinition) => Pick<ComponentProps<typeof EntryField>, 'warning' | 'since' | 'note'>;
  /** Stands above the fields. */
  children?: ReactNode;
}>;

/** A form that opens where its record stands on a page: first field in focus, Escape leaves, refusals above the fields. */
export function RecordFrame({ formId, form, fields, title, record = false, onSaved, onLeave, ...rest }: Props) {
  const first = fields[0]?.name ?? '';
  useEffect(() => document.getElementById(fieldId(formId, first))?.focus(), [formId, first]);
  return (
    <form
      data-on-paper
      className={entry.form}
      aria-label={title}
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit(onSaved);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !form.pending) onLeave();
      }}
    >
      <RefusalSummary
        formId={formId}
        form={form}
        fields={fields}
        onSave={(more) => form.submit(onSaved, more)}
        record={record}
      />
      <DraftNotice form={form} />
      <fieldset className={`${entry.group} ${entry.compact}`} disabled={!form.ready}>
        <legend>{title}</legend>
        {rest.children}
        {shownFields(fields, form.values).map((field) => (
          <EntryField
            key={field.name}
            formId={formId}
            field={field}
            value={form.values[field.name] ?? ''}
            onChange={(value) => form.set(field.name, value)}
            error={form.state?.fieldErrors[field.name]}
            {...rest.besideField(field)}
          />
        ))}
      </fieldset>
      <FormActions form={form} onCancel={onLeave} />
    </form>
  );
}
