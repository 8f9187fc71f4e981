'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { FormValues } from '@/lib/patients/form-state';
import type { RecordKind } from '@/lib/patients/vocabulary';
import { daysBetween } from '@/lib/patients/timeline';
import { RECORD_FIELDS, type FieldDefinition } from './entry-fields';
import classes from './patient.module.css';
import { RemoveRecord } from './remove-record';
import type { EntryAction } from './use-entry-form';
import { useEntryText } from './use-words';

/** A stored record as its form shows it. */
export type ShownRecord = { id: string; values: FormValues };

type Props = Readonly<{
  kind: RecordKind;
  records: readonly ShownRecord[];
  target: { patientId: string; version: number };
  diagnosisDate: string;
  remove: EntryAction;
  onEdit: (id: string) => void;
}>;

export function RecordTable({ kind, records, target, diagnosisDate, remove, onEdit }: Props) {
  const t = useTranslations();
  const text = useEntryText();
  const [removing, setRemoving] = useState<string | null>(null);
  const fields = RECORD_FIELDS[kind];
  const label = (field: FieldDefinition): string => t(`patientForm.label.${field.label}`);
  const [dateField] = fields;
  const sent = { patientId: target.patientId, version: String(target.version), recordKind: kind };
  if (dateField === undefined) return null;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {fields.map((field) => (
            <th key={field.name} scope="col">
              {label(field)}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{t('patient.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {records.map(({ id, values }) => {
          const date = text(dateField, values[dateField.name] ?? '');
          return (
            <tr key={id} id={`record-${id}`}>
              {fields.map((field) => (
                <Cell
                  key={field.name}
                  label={label(field)}
                  text={text(field, values[field.name] ?? '')}
                  day={field.takes === 'day' ? (values[field.name] ?? '') : ''}
                  diagnosisDate={diagnosisDate}
                />
              ))}
              <td className={classes.rowActions}>
                {removing === id ? (
                  <RemoveRecord
                    action={remove}
                    hidden={{ ...sent, recordId: id, base: JSON.stringify(values) }}
                    date={date}
                    onDone={() => setRemoving(null)}
                  />
                ) : (
                  <RowActions date={date} onEdit={() => onEdit(id)} onRemove={() => setRemoving(id)} />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

type RowProps = Readonly<{ date: string; onEdit: () => void; onRemove: () => void }>;

function RowActions({ date, onEdit, onRemove }: RowProps) {
  const t = useTranslations('patient');
  return (
    <>
      <Button look="small" aria-label={t('changeLabel', { date })} onClick={onEdit}>
        {t('change')}
      </Button>
      <Button look="small" aria-label={t('removeLabel', { date })} onClick={onRemove}>
        {t('remove')}
      </Button>
    </>
  );
}

function Cell({
  label,
  text,
  day,
  diagnosisDate,
}: Readonly<{ label: string; text: string; day: string; diagnosisDate: string }>) {
  const t = useTranslations('patient');
  return (
    <td data-label={label}>
      {text === '' ? (
        <span className="muted" title={t('notRecorded')}>
          –<span className="visually-hidden">{t('notRecorded')}</span>
        </span>
      ) : (
        <span className={day === '' ? undefined : classes.whole}>{text}</span>
      )}
      {day.length === 10 && (
        <span className={classes.day}> {t('dayNumber', { day: daysBetween(diagnosisDate, day) })}</span>
      )}
      {(day.length === 4 || day.length === 7) && <span className={classes.day}> {t('dayNotKnown')}</span>}
    </td>
  );
}
