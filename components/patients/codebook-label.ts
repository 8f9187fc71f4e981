import { en } from '@/lib/i18n/messages/en';
import { ru } from '@/lib/i18n/messages/ru';
import type { Locale } from '@/lib/i18n/routing';
import type { ExportTable } from '@/lib/patients/export/tables';
import type { ProjectWords } from '@/lib/patients/redcap/dictionary';
import { fieldDefinition, fieldLabelKey } from './field-label';

/** The words of the forms for a field, in both languages; a field without a form is called by its name. */
export function fieldLabel(table: ExportTable, field: string): { en: string; ru: string } {
  const label = fieldLabelKey(table, field);
  return label === undefined
    ? { en: field, ru: field }
    : { en: en.patientForm.label[label], ru: ru.patientForm.label[label] };
}

/** The words of the forms for a project of REDCap, in one language. */
export function projectWords(locale: Locale): ProjectWords {
  const { patientForm, patient, patients } = locale === 'ru' ? ru : en;
  const options: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    ...patientForm.option,
    precision: patients.redcap.known,
  };
  return {
    record: patients.redcap.record,
    pseudonym: patientForm.label.pseudonym,
    stored: patients.redcap.stored,
    precision: (date) => patients.redcap.precision.replace('{date}', date),
    instrument: (table) =>
      capital(table === 'patient' || table === 'event' ? patient.event : patient.contact[table], locale),
    field: (table, field) => {
      const asked = fieldDefinition(table, field);
      if (asked === undefined) return field;
      const label = patientForm.label[asked.label];
      return asked.unit === undefined ? label : `${label} (${patientForm.unit[asked.unit]})`;
    },
    word: (vocabulary, word) => options[vocabulary]?.[word] ?? word,
  };
}

const capital = (text: string, locale: Locale): string => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
