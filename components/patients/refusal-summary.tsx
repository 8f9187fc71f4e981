'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { GeneText } from '@/components/ui/gene-text';
import type { FormState, FormValues, HiddenValues } from '@/lib/patients/form-state';
import { fieldId } from './entry-field';
import { asTypedValues, type FieldDefinition } from './entry-fields';
import type { EntryForm } from './use-entry-form';
import { useEntryText, useFieldLabel } from './use-words';

type Props = Readonly<{
  formId: string;
  form: EntryForm;
  fields: readonly FieldDefinition[];
  /** Saves again, with something more to send. */
  onSave: (more: HiddenValues) => void;
  /** A stored record is changed: where it is gone, it can be saved as a new one. */
  record?: boolean;
}>;

/** Why nothing was saved, with a link to each field; takes the focus each time a saving is refused. */
export function RefusalSummary({ formId, form, fields, onSave, record = false }: Props) {
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
      {state !== null && <Adopted adopted={state.adopted} fields={fields} said={t('adopted')} />}
      {state?.conflict && (
        <Conflict form={form} conflict={state.conflict} sent={state.values} fields={fields} onSave={onSave} />
      )}
      {record && state?.formError === 'not-found' && (
        <Button look="plain" disabled={form.pending} onClick={() => onSave({ recordId: '' })}>
          {t('saveAsNew')}
        </Button>
      )}
    </div>
  );

  function headline(): string {
    if (unanswered || state === null) return t('failed');
    if (state.storedBefore) return t('storedBefore');
    return errors > 0 ? t('summary', { count: errors }) : t(`form.${state.formError ?? 'invalid'}`);
  }
}

/** The errors as their fields follow each other on the page, which is how they are put right; those of no field at the end. */
export function inFormOrder<E>(
  errors: Readonly<Record<string, E>>,
  fields: readonly Pick<FieldDefinition, 'name'>[],
): [string, E][] {
  const place = new Map(fields.map(({ name }, index) => [name, index]));
  const at = (name: string): number => place.get(name) ?? fields.length;
  return Object.entries(errors).sort(([a], [b]) => at(a) - at(b));
}

function FieldLinks({
  formId,
  state,
  fields,
}: Readonly<{ formId: string; state: FormState; fields: readonly FieldDefinition[] }>) {
  const t = useTranslations();
  const label = useFieldLabel();
  return (
    <ul>
      {inFormOrder(state.fieldErrors, fields).map(([name, error]) => {
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
              <GeneText text={field === undefined ? '' : `${label(field)}: `} />
              {t(`patientErrors.field.${error}`)}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

type AdoptedProps = Readonly<{ adopted: FormValues; fields: readonly FieldDefinition[]; said: string }>;

/** What somebody else changed in other fields, after the words that say what became of it. */
export function Adopted({ adopted, fields, said }: AdoptedProps) {
  const t = useTranslations();
  const text = useEntryText();
  const label = useFieldLabel();
  const changed = fields.filter(({ name }) => adopted[name] !== undefined);
  if (changed.length === 0) return null;
  return (
    <>
      <p>{said}</p>
      <ul>
        {changed.map((field) => (
          <li key={field.name}>
            <GeneText
              text={`${label(field)}: ${text(field, adopted[field.name] ?? '') || t('patientForm.notRecorded')}`}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

type ConflictProps = Readonly<{
  form: EntryForm;
  conflict: NonNullable<FormState['conflict']>;
  /** What was typed when the saving was refused. */
  sent: FormValues;
  fields: readonly FieldDefinition[];
  onSave: (more: HiddenValues) => void;
}>;

/** Fields that both sides changed, side by side: the person takes the one or keeps the other, and nothing is overwritten unseen. */
function Conflict({ form, conflict, sent, fields, onSave }: ConflictProps) {
  const t = useTranslations();
  const locale = useLocale();
  const { stored } = conflict;
  const both = stored === null ? [] : fields.filter(({ name }) => conflict.fields.includes(name));
  return (
    <>
      {both.length > 0 && stored !== null && (
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
            {both.map((field) => (
              <Sides
                key={field.name}
                field={field}
                form={form}
                stored={asTypedValues([field], { [field.name]: stored[field.name] ?? '' }, locale)[field.name] ?? ''}
                typed={sent[field.name] ?? ''}
              />
            ))}
          </tbody>
        </table>
      )}
      <div className={entry.actions}>
        <Button look="plain" disabled={form.pending} onClick={() => onSave({})}>
          {t('patientErrors.saveOver')}
        </Button>
      </div>
    </>
  );
}

type SidesProps = Readonly<{ field: FieldDefinition; form: EntryForm; stored: string; typed: string }>;

/** Both values of one field, in the notation of what is typed, each to take: neither is gone for having taken the other. */
function Sides({ field, form, stored, typed }: SidesProps) {
  const t = useTranslations();
  const text = useEntryText();
  const label = useFieldLabel()(field);
  const now = form.values[field.name] ?? '';
  const sides = [
    { value: stored, words: t('patientErrors.takeTheirsLabel', { field: label }) },
    { value: typed, words: t('patientErrors.takeMineLabel', { field: label }) },
  ];
  return (
    <tr>
      <th scope="row">
        <GeneText text={label} />
      </th>
      {sides.map(({ value, words }) => (
        <td key={words}>
          <GeneText text={text(field, value) || t('patientForm.notRecorded')} />{' '}
          <Button
            look="small"
            aria-label={words}
            aria-pressed={value === now}
            onClick={() => form.set(field.name, value)}
          >
            {t(value === now ? 'patientErrors.inForm' : 'patientErrors.takeTheirs')}
          </Button>
        </td>
      ))}
    </tr>
  );
}
