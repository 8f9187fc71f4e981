'use client';

import { useTranslations } from 'next-intl';
import { useId, type ReactNode } from 'react';
import { DateField } from '@/components/ui/date-field';
import entry from '@/components/ui/entry.module.css';
import { Input, Select, TextArea } from '@/components/ui/field';
import { GeneText } from '@/components/ui/gene-text';
import type { FieldError } from '@/lib/patients/form-state';
import type { Hint } from '@/lib/patients/date-plausibility';
import { isMissingCode, MISSING_CODES, readMissingCode } from '@/lib/patients/entry/missing-codes';
import { VOCABULARY } from '@/lib/patients/vocabulary';
import type { FieldDefinition } from './entry-fields';
import { useFieldLabel, useOptionText } from './use-words';

export type Choice = { value: string; label: string };
type Props = Readonly<{
  /** The form's own prefix: fields of two forms on one page have different ids. */
  formId: string;
  field: FieldDefinition;
  value: string;
  onChange: (value: string) => void;
  error?: FieldError | undefined;
  warning?: Hint | undefined;
  /** What the program reads in the field, where that is worth saying. */
  note?: string | undefined;
  choices?: readonly Choice[] | undefined;
  /** The date of diagnosis as far as it is known: dates are counted from it. */
  since?: string | undefined;
}>;

export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}

/** One labelled field with its hint, its warning and its error, all tied to the control. */
export function EntryField({ formId, field, value, onChange, error, warning, note, choices, since }: Props) {
  const t = useTranslations();
  const labelOf = useFieldLabel();
  const inTable = field.row !== undefined;
  const id = fieldId(formId, field.name);
  const notes = useNotes({ field, value, note, warning, error });
  const described = notes.map(({ key }) => `${id}-${key}`).join(' ') || undefined;
  const control = { id, name: field.name, value, 'aria-invalid': error !== undefined, 'aria-describedby': described };
  const label: ReactNode = (
    <>
      <GeneText text={labelOf(field)} />
      {field.required === true && (
        <span className={inTable ? entry.onCard : entry.needed}> · {t('patientForm.required')}</span>
      )}
      {inTable && field.unit !== undefined && (
        <span className={entry.onCard}> · {t(`patientForm.unit.${field.unit}`)}</span>
      )}
    </>
  );
  const below = notes.map(({ key, className, text }) => (
    <p key={key} id={`${id}-${key}`} className={className}>
      <GeneText text={text} />
    </p>
  ));

  if (field.takes === 'choices')
    return (
      <EntryChoices field={field} value={value} onChange={onChange} id={id} label={label} described={described}>
        {below}
      </EntryChoices>
    );
  return (
    <div className={field.takes === 'words' ? `${entry.field} ${entry.wide}` : entry.field}>
      <label className={inTable ? `${entry.label} ${entry.cellLabel}` : entry.label} htmlFor={id}>
        {label}
      </label>
      {field.takes === 'day' ? (
        <DateField {...control} onChange={onChange} required={field.required} since={since} />
      ) : (
        <TypedControl {...control} field={field} choices={choices} onChange={onChange} />
      )}
      {below}
    </div>
  );
}

/** A field that is no date: a list, a text of one line or of several, with its unit. */
function TypedControl({ field, choices, onChange, ...control }: SelectProps) {
  const t = useTranslations('patientForm');
  const shared = { ...control, look: 'form', required: field.required } as const;
  return (
    <span className={entry.row}>
      {isSelect(field) && <EntrySelect {...control} field={field} choices={choices} onChange={onChange} />}
      {field.takes === 'words' && <TextArea {...shared} rows={3} onChange={(event) => onChange(event.target.value)} />}
      {!isSelect(field) && field.takes !== 'words' && (
        <Input
          {...shared}
          onChange={(event) => onChange(event.target.value)}
          {...INPUTS[field.takes === 'decimal' || field.takes === 'whole' ? field.takes : 'text']}
          {...(field.longest !== undefined && { maxLength: field.longest })}
        />
      )}
      {field.unit !== undefined && field.row === undefined && (
        <span className={entry.unit}>{t(`unit.${field.unit}`)}</span>
      )}
    </span>
  );
}

type Note = Readonly<{ key: string; className: string | undefined; text: string }>;

/** What stands below a field: its hint, what the program reads in it, what is worth checking, what is wrong. */
function useNotes({
  field,
  value,
  note,
  warning,
  error,
}: Pick<Props, 'field' | 'value' | 'note' | 'warning' | 'error'>): Note[] {
  const t = useTranslations();
  const code = field.takes === 'choice' || field.takes === 'protocol' ? null : readMissingCode(value);
  const hint = field.hint === undefined || field.row !== undefined ? undefined : t(`patientForm.hint.${field.hint}`);
  const notes = [
    { key: 'hint', className: entry.hint, text: hint },
    { key: 'note', className: entry.hint, text: code === null ? note : t(`patientForm.missing.${code}`) },
    {
      key: 'warning',
      className: entry.warning,
      text: warning === undefined ? undefined : t(`patientErrors.hint.${warning}`),
    },
    { key: 'error', className: entry.error, text: error === undefined ? undefined : t(`patientErrors.field.${error}`) },
  ];
  return notes.flatMap(({ text, ...rest }) => (text === undefined ? [] : [{ ...rest, text }]));
}

/** Numbers are text fields: a number field of a browser drops what it cannot read, such as a comma. */
const INPUTS = {
  text: { type: 'text', autoComplete: 'off', spellCheck: false, maxLength: 60 },
  decimal: { type: 'text', inputMode: 'decimal', autoComplete: 'off', maxLength: 20, size: 7 },
  whole: { type: 'text', inputMode: 'numeric', autoComplete: 'off', maxLength: 9, size: 7 },
} as const;

function isSelect({ takes }: FieldDefinition): boolean {
  return takes === 'choice' || takes === 'site' || takes === 'protocol';
}

type SelectProps = Readonly<{
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
  id: string;
  name: string;
  value: string;
  field: FieldDefinition;
  choices?: readonly Choice[] | undefined;
  onChange: (value: string) => void;
}>;

function EntrySelect({ field, choices, onChange, value, ...control }: SelectProps) {
  const t = useTranslations('patientForm');
  const optionText = useOptionText();
  const { vocabulary } = field;
  const options =
    choices ??
    (vocabulary === undefined
      ? []
      : VOCABULARY[vocabulary].map((word) => ({ value: word, label: optionText(vocabulary, word) })));
  return (
    <Select
      {...control}
      value={value}
      look="form"
      onChange={(event) => onChange(event.target.value)}
      required={field.required}
    >
      <option value="">{field.required === true ? t('choose') : t('notRecorded')}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
      {field.required !== true &&
        MISSING_CODES.map((code) => (
          <option key={code} value={code}>
            {t(`missing.${code}`)}
          </option>
        ))}
      {value !== '' && !isMissingCode(value) && !options.some((option) => option.value === value) && (
        <option value={value}>{value}</option>
      )}
    </Select>
  );
}

type ChoicesProps = Readonly<{
  field: FieldDefinition;
  id: string;
  label: ReactNode;
  described: string | undefined;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}>;

/** Several choices, kept as one text with commas. */
function EntryChoices({ field, id, label, described, value, onChange, children }: ChoicesProps) {
  const optionText = useOptionText();
  const base = useId();
  const { vocabulary } = field;
  if (vocabulary === undefined) return null;
  const chosen = value === '' ? [] : value.split(',');
  return (
    <fieldset id={id} tabIndex={-1} className={entry.field} aria-describedby={described}>
      <legend className={field.row === undefined ? entry.label : `${entry.label} ${entry.cellLabel}`}>{label}</legend>
      <span className={entry.checks}>
        {VOCABULARY[vocabulary].map((word) => (
          <label key={word} className={entry.check} htmlFor={`${base}-${word}`}>
            <Input
              id={`${base}-${word}`}
              type="checkbox"
              checked={chosen.includes(word)}
              onChange={(event) =>
                onChange(
                  (event.target.checked ? [...chosen, word] : chosen.filter((other) => other !== word)).join(','),
                )
              }
            />
            {optionText(vocabulary, word)}
          </label>
        ))}
      </span>
      {children}
    </fieldset>
  );
}
