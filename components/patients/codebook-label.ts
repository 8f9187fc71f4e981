import { en } from '@/lib/i18n/messages/en';
import { ru } from '@/lib/i18n/messages/ru';
import type { ExportTable } from '@/lib/patients/export/tables';
import { fieldLabelKey } from './field-label';

/** The words of the forms for a field, in both languages; a field without a form is called by its name. */
export function fieldLabel(table: ExportTable, field: string): { en: string; ru: string } {
  const label = fieldLabelKey(table, field);
  return label === undefined
    ? { en: field, ru: field }
    : { en: en.patientForm.label[label], ru: ru.patientForm.label[label] };
}
