'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState, type ClipboardEvent, type ComponentProps, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Link, useRouter } from '@/lib/i18n/navigation';
import type { FormValues } from '@/lib/patients/form-state';
import type { RecordKind } from '@/lib/patients/vocabulary';
import { DraftNotice } from '../entry/draft-notice';
import type { DraftPlace } from '../entry/use-draft';
import { isGuarded } from '../entry/use-leaving-asks';
import { RefusalSummary } from '../refusal-summary';
import { SectionBar } from '../section-bar';
import { useEntryForm, type EntryAction, type EntryForm } from '../use-entry-form';
import { useOptionText } from '../use-words';
import {
  cellDefinitions,
  COURSE_ORDER,
  isBlankRow,
  rowCells,
  type CellDefinition,
  type CourseRows,
} from './cell-definitions';
import classes from './course.module.css';
import { CourseGrid } from './course-grid';
import { useGridKeys } from './grid-keys';
import { placeBlock, readBlock } from './pasted-block';
import { useCourseRows, type EmptyRows } from './use-course-rows';

type Props = Readonly<{
  action: EntryAction;
  target: { patientId: string; version: number };
  /** The stored records by cell, in the notation of stored values. */
  initial: FormValues;
  diagnosisDate: string;
  empty: EmptyRows;
  draft: DraftPlace;
}>;

/** The whole course in one form: a table each section, one saving for all. */
export function CourseForm({ action, target, initial, diagnosisDate, empty, draft }: Props) {
  const router = useRouter();
  const formId = useId();
  const box = useRef<HTMLFormElement>(null);
  const { rows, atLeast, restart } = useCourseRows({ ...initial, ...draft.kept?.values }, empty);
  const fields = cellDefinitions(rows);
  const hidden: FormValues = { patientId: target.patientId, version: String(target.version) };
  const form = useEntryForm({ action, fields, initial, hidden, draft });
  const path = `/patients/${target.patientId}`;
  const save = (more: FormValues = {}): void => form.submit(() => router[isGuarded() ? 'replace' : 'push'](path), more);
  const set = (cell: CellDefinition, value: string): void => {
    form.set(cell.name, value);
    // The last row of a section is always an empty one to go on in.
    if (value !== '' && rows[cell.kind].at(-1) === cell.id) atLeast(cell.kind, rows[cell.kind].length + 1);
  };
  const [left, paste] = usePaste(rows, atLeast, form.set);
  const keys = useGridKeys({ box, rows, values: form.values, set, save: () => !form.pending && save() });
  useStart(form.ready, keys.focusSection);
  const discardDraft = (): void => {
    form.discardDraft();
    restart(initial);
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save();
  };
  const look = `${entry.form} ${classes.form}`;
  return (
    <form
      ref={box}
      data-on-paper
      className={look}
      method="post"
      noValidate
      onSubmit={submit}
      onKeyDown={keys.onKeyDown}
      onPaste={paste}
    >
      <SectionBar sections={useSections(rows, form.values)} firstKey={4} onGo={(id) => keys.focusSection(kindOf(id))} />
      <RefusalSummary formId={formId} form={form} fields={fields} onSave={save} record />
      <DraftNotice form={{ ...form, discardDraft }} />
      <LeftOver cells={left} />
      {COURSE_ORDER.map((kind) => (
        <CourseGrid
          key={kind}
          kind={kind}
          ids={rows[kind]}
          formId={formId}
          form={form}
          diagnosisDate={diagnosisDate}
          onSet={set}
          onRepeat={(id) => keys.repeatRow(kind, id)}
          onClear={(id) => keys.clearRow(kind, id)}
        />
      ))}
      <Actions form={form} path={path} />
    </form>
  );
}

function Actions({ form, path }: Readonly<{ form: EntryForm; path: string }>) {
  const t = useTranslations('patientForm');
  return (
    <div className={`${entry.actions} ${classes.actions}`}>
      <Button type="submit" look="primary" disabled={form.pending} aria-keyshortcuts="Control+Enter" data-save>
        {t(form.saving ? 'working' : 'save')}
      </Button>
      <Link className={entry.button} href={path}>
        {t('cancel')}
      </Link>
    </div>
  );
}

function kindOf(id: string): RecordKind {
  return COURSE_ORDER.find((kind) => kind === id) ?? 'mrd';
}

/** Once the fields can be typed into, the focus stands in the section that the address names, else in the first. */
function useStart(ready: boolean, focusSection: (kind: RecordKind) => void): void {
  const latest = useRef(focusSection);
  useEffect(() => {
    latest.current = focusSection;
  });
  useEffect(() => {
    if (ready) latest.current(kindOf(window.location.hash.slice(1)));
  }, [ready]);
}

function useSections(rows: CourseRows, values: FormValues): ComponentProps<typeof SectionBar>['sections'] {
  const t = useTranslations('patient.section');
  const filled = (kind: RecordKind): number => rows[kind].filter((id) => !isBlankRow(kind, id, values)).length;
  return COURSE_ORDER.map((kind) => ({ id: kind, label: t(kind), count: filled(kind) }));
}

/** Puts a block from a spreadsheet into the cells from the one that has the focus on; what finds no column is handed back. */
function usePaste(
  rows: ReturnType<typeof useCourseRows>['rows'],
  atLeast: ReturnType<typeof useCourseRows>['atLeast'],
  set: (name: string, value: string) => void,
): [readonly string[], (event: ClipboardEvent<HTMLFormElement>) => void] {
  const optionText = useOptionText();
  const [left, setLeft] = useState<readonly string[]>([]);
  return [
    left,
    (event) => {
      const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
      const kind = COURSE_ORDER.find((one) => one === cell?.dataset['kind']);
      const block = readBlock(event.clipboardData.getData('text/plain'));
      if (cell === null || kind === undefined || block === null) return;
      const row = rows[kind].indexOf(cell.dataset['row'] ?? '');
      if (row < 0) return;
      event.preventDefault();
      const column = Number(cell.dataset['column']);
      const ids = atLeast(kind, row + block.length + 1);
      const cellsOf = (at: number) => rowCells(kind, ids[at] ?? '', at + 1);
      const placed = placeBlock(block, { row, column, cellsOf }, optionText);
      for (const { cell: target, value } of placed.cells) set(target.name, value);
      setLeft(placed.left);
    },
  ];
}

function LeftOver({ cells }: Readonly<{ cells: readonly string[] }>) {
  const t = useTranslations('patientCourse');
  if (cells.length === 0) return null;
  return (
    <p role="status" className={entry.warning}>
      {t('leftOver', { cells: cells.join(' · ') })}
    </p>
  );
}
