'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { RecordKind } from '@/lib/patients/vocabulary';
import classes from '../patient.module.css';
import type { EntryDraft } from '@/lib/patients/entry/draft';
import { keptDraft, recordForm } from '@/lib/patients/entry/draft';
import type { DraftAction, DraftPlace } from '../entry/use-draft';
import { RecordForm } from './form';
import { RecordTable, type ShownRecord } from './table';
import type { EntryAction } from '../use-entry-form';

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
  const { draftOf, onLeft } = useDraftPlaces({ kind, target, drafts, keepDraft });
  const addButton = useRef<HTMLButtonElement>(null);
  const closed = useRef(false);
  const mayLeave = useRef<() => boolean>(() => true);
  useEffect(() => {
    if (open.what === 'nothing' && closed.current) addButton.current?.focus();
    closed.current = open.what !== 'nothing';
  }, [open]);
  const waiting: Open[] = [
    ...(draftOf(null).kept === null ? [] : [{ what: 'new' as const }]),
    ...records.filter(({ id }) => draftOf(id).kept !== null).map(({ id }) => ({ what: 'edit' as const, id })),
  ];
  const openDraft = draftOf(open.what === 'edit' ? open.id : null);
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
          diagnosisDate={diagnosisDate}
          changing={{ target, remove, onEdit: (id) => mayLeave.current() && setOpen({ what: 'edit', id }) }}
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
            draft={openDraft}
            mayLeaveRef={mayLeave}
            onLeft={(unsaved) => onLeft(openDraft.form, unsaved)}
            onDone={() => setOpen({ what: 'nothing' })}
          />
        </div>
      )}
    </section>
  );
}

type DraftPlaces = {
  draftOf: (recordId: string | null) => DraftPlace;
  onLeft: (form: string, unsaved: EntryDraft | null) => void;
};

/** Where the forms of a section keep what is typed, with what was left in them since the page was loaded. */
function useDraftPlaces({
  kind,
  target,
  drafts,
  keepDraft,
}: Pick<Props, 'kind' | 'target' | 'drafts' | 'keepDraft'>): DraftPlaces {
  // The drafts that came with the page do not know of what was typed since.
  const [left, setLeft] = useState<Readonly<Record<string, EntryDraft | null>>>({});
  return {
    draftOf: (recordId) => {
      const { form, kept } = keptDraft(drafts, recordForm(target.patientId, kind, recordId));
      const { [form]: now = kept } = left;
      return { form, kept: now, keep: keepDraft };
    },
    onLeft: (form, unsaved) => setLeft((before) => ({ ...before, [form]: unsaved })),
  };
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
