import type { ExportTable } from '@/lib/patients/export/tables';
import { type FieldDefinition, PATIENT_FIELDS, RECORD_FIELDS } from './entry-fields';

/** The word of the forms for a field, as a key of the messages; undefined where no form has the field. */
export function fieldLabelKey(table: ExportTable, field: string): FieldDefinition['label'] | undefined {
  const fields =
    table === 'patient'
      ? PATIENT_FIELDS.flatMap((group): readonly FieldDefinition[] => group.fields)
      : RECORD_FIELDS[table];
  return fields.find(({ name }) => name === field)?.label;
}
