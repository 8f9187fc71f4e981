import type { Part } from '@/lib/patients/keeping/words';
import { PATIENT_FIELDS, RECORD_FIELDS, type FieldDefinition } from '../entry-fields';

/** The fields of a part as its form has them. */
export function fieldsOf(part: Part): readonly FieldDefinition[] {
  return part === 'patient' ? PATIENT_FIELDS.flatMap(({ fields }) => fields) : RECORD_FIELDS[part];
}

/** The field of a part by its name; undefined: the form has none of that name. */
export function fieldOf(part: Part, name: string): FieldDefinition | undefined {
  return fieldsOf(part).find((field) => field.name === name);
}

/** Where on a patient's page a field stands. */
export function cellId(part: Part, recordId: string | null, field: string): string {
  return `cell-${part === 'patient' ? 'patient' : (recordId ?? part)}-${field}`;
}
