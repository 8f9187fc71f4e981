'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber } from '@/lib/i18n/format';
import type { FormValues } from '@/lib/patients/form-state';
import type { RecordKind } from '@/lib/patients/vocabulary';
import { daysBetween } from '@/lib/patients/timeline';
import { RECORD_FIELDS, type FieldDefinition } from '../entry-fields';
import { cellId } from '../keeping/cells';
import classes from '../patient.module.css';
import { RemoveRecord } from './remove';
import type { EntryAction } from '../use-entry-form';
import { useEntryText } from '../use-words';

/** A stored record as its form shows it. */
export type ShownRecord = { id: string; values: FormValues };

type Props = Readonly<{
  kind: RecordKind;
  records: readonly ShownRecord[];
  diagnosisDate: string;
  /** How a record is changed or taken away; absent where the reader may not. */
  changing?: Changing;
}>;
type Changing = Readonly<{
  target: { patientId: string; version: number };
  remove: EntryAction;
  onEdit: (id: string) => void;
}>;

export function RecordTable({ kind, records, diagnosisDate, changing }: Props) {
  const t = useTranslations();
  const text = useEntryText();
  const fields = RECORD_FIELDS[kind];
  const label = (field: FieldDefinition): string => t(`patientForm.label.${field.label}`);
  const [dateField] = fields;
  if (dateField === undefined) return null;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {fields.map((field) => (
            <th key={field.name} scope="col">
              <GeneText text={label(field)} />
            </th>
          ))}
          {changing !== undefined && (
            <th scope="col">
              <span className="visually-hidden">{t('patient.actions')}</span>
            </th>
          )}
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
                  id={cellId(kind, id, field.name)}
                  label={label(field)}
                  text={text(field, values[field.name] ?? '')}
                  day={field.takes === 'day' ? (values[field.name] ?? '') : ''}
                  diagnosisDate={diagnosisDate}
                />
              ))}
              {changing !== undefined && (
                <RowActions kind={kind} record={{ id, values }} date={date} changing={changing} />
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

type RowProps = Readonly<{ kind: RecordKind; record: ShownRecord; date: string; changing: Changing }>;

function RowActions({ kind, record: { id, values }, date, changing: { target, remove, onEdit } }: RowProps) {
  const t = useTranslations('patient');
  const [removing, setRemoving] = useState(false);
  const sent = { patientId: target.patientId, version: String(target.version), recordKind: kind, recordId: id };
  return (
    <td className={classes.rowActions}>
      {removing ? (
        <RemoveRecord
          action={remove}
          hidden={{ ...sent, base: JSON.stringify(values) }}
          date={date}
          onDone={() => setRemoving(false)}
        />
      ) : (
        <>
          <Button look="small" aria-label={t('changeLabel', { date })} onClick={() => onEdit(id)}>
            {t('change')}
          </Button>
          <Button look="small" aria-label={t('removeLabel', { date })} onClick={() => setRemoving(true)}>
            {t('remove')}
          </Button>
        </>
      )}
    </td>
  );
}

function Cell({
  id,
  label,
  text,
  day,
  diagnosisDate,
}: Readonly<{ id: string; label: string; text: string; day: string; diagnosisDate: string }>) {
  const t = useTranslations('patient');
  const locale = useLocale();
  return (
    <td id={id} data-label={label}>
      {text === '' ? (
        <span className="muted" title={t('notRecorded')}>
          –<span className="visually-hidden">{t('notRecorded')}</span>
        </span>
      ) : (
        <span className={day === '' ? undefined : classes.whole}>
          <GeneText text={text} />
        </span>
      )}
      {day.length === 10 && (
        <span className={classes.day}>
          {' '}
          {t('dayNumber', { day: formatNumber(daysBetween(diagnosisDate, day), locale) })}
        </span>
      )}
      {(day.length === 4 || day.length === 7) && <span className={classes.day}> {t('dayNotKnown')}</span>}
    </td>
  );
}
