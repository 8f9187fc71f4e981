'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import entry from '@/components/ui/entry.module.css';
import { Input, Select } from '@/components/ui/field';
import type { CurveField, CurveFieldError, CurveFields } from '@/lib/registry/curves/schema';

export type Choice = Readonly<{ value: string; label: string }>;

export type FieldsOfForm = Readonly<{
  formId: string;
  values: CurveFields;
  errors: Partial<Record<CurveField, CurveFieldError>>;
  set: (name: CurveField, value: string) => void;
}>;

export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}

/** One field with its label, hint and error. With `choices` it is a list to choose from. */
export function CurveFieldRow({
  name,
  form,
  choices,
  optional = false,
  hint,
  wide = false,
}: Readonly<{
  name: CurveField;
  form: FieldsOfForm;
  choices?: readonly Choice[];
  optional?: boolean;
  hint?: ReactNode;
  wide?: boolean;
}>) {
  const t = useTranslations('curate');
  const id = fieldId(form.formId, name);
  const error = form.errors[name];
  const shared = {
    id,
    className: entry.control,
    value: form.values[name],
    'aria-invalid': error !== undefined,
    'aria-describedby': error === undefined && hint === undefined ? undefined : `${id}-more`,
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }): void => form.set(name, value),
  };
  return (
    <div className={`${entry.field} ${wide ? entry.wide : ''}`}>
      <label htmlFor={id} className={entry.label}>
        {t(`label.${name}`)}
        {optional && <span className={entry.needed}> {t('optional')}</span>}
      </label>
      {choices === undefined ? (
        <Input {...shared} type="text" autoComplete="off" inputMode={name === 'totalEvents' ? 'numeric' : undefined} />
      ) : (
        <Select {...shared}>
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      )}
      <div id={`${id}-more`}>
        {hint !== undefined && <p className={entry.hint}>{hint}</p>}
        {error !== undefined && <p className={entry.error}>{t(`fieldError.${error}`)}</p>}
      </div>
    </div>
  );
}
