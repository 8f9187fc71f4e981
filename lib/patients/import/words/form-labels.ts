import { en } from '../../../i18n/messages/en';
import { ru } from '../../../i18n/messages/ru';
import type { RecordKind } from '../../vocabulary';
import { PATIENT_FIELDS, RECORD_FIELDS } from '../fields';
import { plainHeader } from './plain-header';

type SheetRows = RecordKind | 'patient';

/** Fields that stand in the forms under another key than their own. */
const KEYS: Readonly<Partial<Record<SheetRows, Readonly<Record<string, string>>>>> = {
  patient: { site: 'siteId', lineage: 'diagnosisLineage' },
  mrd: { date: 'mrdDate' },
  treatment: { class: 'treatmentClass' },
  transplant: { date: 'transplantDate' },
  event: { date: 'eventDate', kind: 'eventKind', remissionDate: 'laterRemissionDate' },
  'follow-up': { date: 'followUpDate', status: 'followUpStatus' },
};

const KNOWN = new Map<SheetRows, ReadonlyMap<string, string>>();

/** The field of a patient, or of a record of one kind, that the forms call so in either language; null: none. */
export function fieldOfLabel(header: string, rows: SheetRows): string | null {
  const known = KNOWN.get(rows) ?? labelsOf(rows);
  KNOWN.set(rows, known);
  return known.get(header) ?? null;
}

function labelsOf(rows: SheetRows): ReadonlyMap<string, string> {
  const fields = Object.keys(rows === 'patient' ? PATIENT_FIELDS : RECORD_FIELDS[rows]);
  const labels = [en, ru].map(({ patientForm }): Readonly<Record<string, string>> => patientForm.label);
  return new Map(
    fields.flatMap((field) =>
      labels.flatMap((label) => {
        const said = label[KEYS[rows]?.[field] ?? field];
        return said === undefined ? [] : [[plainHeader(said), field] as const];
      }),
    ),
  );
}
