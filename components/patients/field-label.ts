import type { ExportTable } from '@/lib/patients/export/tables';
import { type FieldDefinition, PATIENT_FIELDS, RECORD_FIELDS } from './entry-fields';

/** The word of the forms for a field, as a key of the messages; undefined where no form has the field. */
export function fieldLabelKey(table: ExportTable, field: string): FieldDefinition['label'] | undefined {
  return fieldDefinition(table, field)?.label;
}

/** How the forms ask for a field. */
export function fieldDefinition(table: ExportTable, field: string): FieldDefinition | undefined {
  const fields =
    table === 'patient'
      ? PATIENT_FIELDS.flatMap((group): readonly FieldDefinition[] => group.fields)
      : RECORD_FIELDS[table];
  return fields.find(({ name }) => name === field);
}
