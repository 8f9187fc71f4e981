'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { RecordKind } from '@/lib/patients/vocabulary';
import classes from './patient.module.css';
import type { EntryDraft } from '@/lib/patients/entry/draft';
import { keptDraft, recordForm } from '@/lib/patients/entry/draft';
import type { DraftAction, DraftPlace } from './entry/use-draft';
import { RecordForm } from './record-form';
import { RecordTable, type ShownRecord } from './record-table';
import type { EntryAction } from './use-entry-form';

type Props = Readonly<{
  kind: RecordKind;
  records: readonly ShownRecord[];
  target: { patientId: string; version: number };
  diagnosisDate: string;
  /** What the viewer typed into forms of this patient and has not saved. */
  drafts: readonly EntryDraft[];
  keepDraft: DraftAction;
  save: EntryAction;
  remove: EntryAction;
}>;

type Open = { what: 'nothing' } | { what: 'new' } | { what: 'edit'; id: string };

/** The records of one kind with everything one can do to them. One form is open at a time; closing it gives the focus back. */
export function RecordSection({ kind, records, target, diagnosisDate, drafts, keepDraft, save, remove }: Props) {
  const t = useTranslations('patient');
  const [open, setOpen] = useState<Open>({ what: 'nothing' });
  const addButton = useRef<HTMLButtonElement>(null);
  const closed = useRef(false);
  const mayLeave = useRef<() => boolean>(() => true);
  useEffect(() => {
    if (open.what === 'nothing' && closed.current) addButton.current?.focus();
    closed.current = open.what !== 'nothing';
  }, [open]);
  const draftOf = (recordId: string | null): DraftPlace => {
    return { ...keptDraft(drafts, recordForm(target.patientId, kind, recordId)), keep: keepDraft };
  };
  const waiting: Open[] = [
    ...(draftOf(null).kept === null ? [] : [{ what: 'new' as const }]),
    ...records.filter(({ id }) => draftOf(id).kept !== null).map(({ id }) => ({ what: 'edit' as const, id })),
  ];
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
          onEdit={(id) => mayLeave.current() && setOpen({ what: 'edit', id })}
        />
      )}
      {open.what === 'nothing' ? (
        <div>
          <Button ref={addButton} look="small" onClick={() => setOpen({ what: 'new' })}>
            {t(`addRecord.${kind}`)}
          </Button>
          <WaitingDrafts waiting={waiting} onOpen={setOpen} />
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
            diagnosisDate={diagnosisDate}
            draft={draftOf(open.what === 'edit' ? open.id : null)}
            mayLeaveRef={mayLeave}
            onDone={() => setOpen({ what: 'nothing' })}
          />
        </div>
      )}
    </section>
  );
}

/** What was typed into a form of this section and not saved, to go on with. */
function WaitingDrafts({ waiting, onOpen }: Readonly<{ waiting: readonly Open[]; onOpen: (open: Open) => void }>) {
  const t = useTranslations('patient');
  return waiting.map((draft) => (
    <Button key={draft.what === 'edit' ? draft.id : draft.what} look="small" onClick={() => onOpen(draft)}>
      {t('continueDraft')}
    </Button>
  ));
}
