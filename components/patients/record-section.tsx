'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { RecordKind } from '@/lib/patients/vocabulary';
import classes from './patient.module.css';
import { RecordForm } from './record-form';
import { RecordTable, type ShownRecord } from './record-table';
import type { EntryAction } from './use-entry-form';

type Props = Readonly<{
  kind: RecordKind;
  records: readonly ShownRecord[];
  target: { patientId: string; version: number };
  diagnosisDate: string;
  save: EntryAction;
  remove: EntryAction;
}>;

type Open = { what: 'nothing' } | { what: 'new' } | { what: 'edit'; id: string };

/** The records of one kind with everything one can do to them. One form is open at a time; closing it gives the focus back. */
export function RecordSection({ kind, records, target, diagnosisDate, save, remove }: Props) {
  const t = useTranslations('patient');
  const [open, setOpen] = useState<Open>({ what: 'nothing' });
  const addButton = useRef<HTMLButtonElement>(null);
  const closed = useRef(false);
  useEffect(() => {
    if (open.what === 'nothing' && closed.current) addButton.current?.focus();
    closed.current = open.what !== 'nothing';
  }, [open]);
  const edited = open.what === 'edit' ? records.find(({ id }) => id === open.id) : undefined;
  return (
    <section className={classes.section} aria-labelledby={`section-${kind}`}>
      <h2 id={`section-${kind}`}>{t(`section.${kind}`)}</h2>
      {records.length === 0 ? (
        <p className="muted">{t(`empty.${kind}`)}</p>
      ) : (
        <RecordTable
          kind={kind}
          records={records}
          target={target}
          diagnosisDate={diagnosisDate}
          remove={remove}
          onEdit={(id) => setOpen({ what: 'edit', id })}
        />
      )}
      {open.what === 'nothing' ? (
        <div>
          <Button ref={addButton} look="small" onClick={() => setOpen({ what: 'new' })}>
            {t(`addRecord.${kind}`)}
          </Button>
        </div>
      ) : (
        <div className={classes.open}>
          <RecordForm
            key={open.what === 'edit' ? open.id : 'new'}
            kind={kind}
            action={save}
            target={target}
            recordId={open.what === 'edit' ? open.id : null}
            initial={edited?.values ?? {}}
            onDone={() => setOpen({ what: 'nothing' })}
          />
        </div>
      )}
    </section>
  );
}
