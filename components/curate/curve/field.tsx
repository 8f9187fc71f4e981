'use client';

import { useTranslations } from 'next-intl';
import type { CurveField, CurveFieldError, CurveFields } from '@/lib/registry/curves/schema';
import { TypedField, type Choice } from '../typed-field';

export type FieldsOfForm = Readonly<{
  formId: string;
  values: CurveFields;
  errors: Partial<Record<CurveField, CurveFieldError>>;
  set: (name: CurveField, value: string) => void;
}>;

export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}

type Props = Readonly<{
  name: CurveField;
  form: FieldsOfForm;
  choices?: readonly Choice[];
  optional?: boolean;
  hint?: string;
  wide?: boolean;
}>;

/** One field of a curve. */
export function CurveFieldRow({ name, form, optional = false, ...field }: Props) {
  const t = useTranslations('curate');
  const error = form.errors[name];
  return (
    <TypedField
      id={fieldId(form.formId, name)}
      label={t(`label.${name}`)}
      optional={optional ? t('optional') : undefined}
      value={form.values[name]}
      error={error === undefined ? undefined : t(`fieldError.${error}`)}
      inputMode={name === 'totalEvents' ? 'numeric' : undefined}
      onChange={(value) => form.set(name, value)}
      {...field}
    />
  );
}
