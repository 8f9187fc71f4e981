'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { hintsWhileTyping } from '@/lib/patients/date-plausibility';
import type { RecordKind } from '@/lib/patients/vocabulary';
import { EntryField } from '../entry-field';
import { RECORD_FIELDS } from '../entry-fields';
import patient from '../patient.module.css';
import type { EntryForm } from '../use-entry-form';
import { rowCells, rowValues, type CellDefinition } from './cell-definitions';
import classes from './course.module.css';
import { cellProblem } from './pasted-block';

type Props = Readonly<{
  kind: RecordKind;
  ids: readonly string[];
  formId: string;
  form: EntryForm;
  diagnosisDate: string;
  onSet: (cell: CellDefinition, value: string) => void;
  onRepeat: (id: string) => void;
  onClear: (id: string) => void;
}>;

/** The records of one section as a table to type into; on a narrow screen every row is a card with its labels. */
export function CourseGrid({ kind, ids, ...rest }: Props) {
  const t = useTranslations();
  return (
    <section className={patient.section} aria-labelledby={`section-${kind}`}>
      <h2 id={`section-${kind}`}>{t(`patient.section.${kind}`)}</h2>
      <table className={classes.grid}>
        <thead>
          <tr>
            {RECORD_FIELDS[kind].map((field) => (
              <th key={field.name} scope="col">
                {t(`patientForm.label.${field.label}`)}
                {field.required === true && <span className="muted"> · {t('patientForm.required')}</span>}
                {field.unit !== undefined && <span className="muted"> · {t(`patientForm.unit.${field.unit}`)}</span>}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{t('patientCourse.rowActions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {ids.map((id, index) => (
            <Row key={id} kind={kind} id={id} row={index + 1} {...rest} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type RowProps = Omit<Props, 'ids'> & Readonly<{ id: string; row: number }>;

function Row({ kind, id, row, formId, form, diagnosisDate, onSet, onRepeat, onClear }: RowProps) {
  const t = useTranslations('patientCourse');
  const [typing, setTyping] = useState<string | null>(null);
  const own = rowValues(kind, id, form.values);
  const warnings = hintsWhileTyping(
    Object.fromEntries(Object.entries(own).map(([name, value]) => [name, value ?? ''])),
  );
  return (
    <tr aria-label={t('row', { row })}>
      {rowCells(kind, id, row).map((cell, column) => {
        const value = form.values[cell.name] ?? '';
        const problem = typing === cell.name ? undefined : cellProblem(cell, value);
        return (
          <td
            key={cell.name}
            data-kind={kind}
            data-row={id}
            data-column={column}
            onFocus={() => setTyping(cell.name)}
            onBlur={() => setTyping(null)}
          >
            {(cell.shownWhen?.(form.values) ?? true) ? (
              <EntryField
                formId={formId}
                field={cell}
                value={value}
                onChange={(next) => onSet(cell, next)}
                error={form.state?.fieldErrors[cell.name] ?? problem}
                warning={warnings[RECORD_FIELDS[kind][column]?.name ?? '']}
                since={diagnosisDate}
              />
            ) : (
              <span className={`muted ${classes.unasked}`} title={t('noUse')}>
                –<span className="visually-hidden">{t('noUse')}</span>
              </span>
            )}
          </td>
        );
      })}
      <RowActions row={row} onRepeat={() => onRepeat(id)} onClear={() => onClear(id)} />
    </tr>
  );
}

type ActionsProps = Readonly<{ row: number; onRepeat: () => void; onClear: () => void }>;

/** Out of the way of the Tab key, which goes from cell to cell: both have keys of their own. */
function RowActions({ row, onRepeat, onClear }: ActionsProps) {
  const t = useTranslations('patientCourse');
  const act = (what: 'repeat' | 'clear', keys: string, sign: string, onClick: () => void) => (
    <Button
      look="small"
      tabIndex={-1}
      aria-keyshortcuts={keys}
      aria-label={`${t(what)}: ${t('row', { row })}`}
      title={t(what)}
      onClick={onClick}
    >
      {sign}
    </Button>
  );
  return (
    <td className={classes.rowActions}>
      {row > 1 && act('repeat', 'Control+Shift+D', '↑', onRepeat)}
      {act('clear', 'Control+Delete', '×', onClear)}
    </td>
  );
}
