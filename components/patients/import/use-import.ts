'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import type { JobKind, JobView } from '@/lib/patients/import/job/job';
import type { ReadFile, ReadSheet } from '@/lib/patients/import/read-file';
import type { ImportReport } from '@/lib/patients/import/report';
import { ask, follow, work } from './ask';
import { send } from './send';
import type { Opened, OpenSheet } from './opened';
import { unsaidOf } from './unsaid';
import type { Progress } from './work-progress';

export type Checked = Readonly<{ report: ImportReport; check: string; key: string; siteId: string }>;
type Done = Readonly<{ done: 'imported' | 'before'; added: number; changed: number }>;
/** A step that says in words how it went; nothing to say: it is seen. */
type Step = () => Promise<string>;

/** Works on one step at a time and keeps what it said. */
export function useSteps(): { busy: boolean; said: string; step: (step: Step) => void } {
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const step = (work: Step): void => {
    setBusy(true);
    setSaid('');
    void work()
      .then(setSaid)
      .finally(() => setBusy(false));
  };
  return { busy, said, step };
}

/** Work that stores something: whether it did, nobody knows while the server is silent, and all it asks for is a reason. */
const writes = (kind: JobKind): boolean => kind === 'commit' || kind === 'undo';

/** Carries out a piece of work with its progress; gives what it said in the end, or in words why it said nothing. */
export function useWork() {
  const t = useTranslations('import');
  const [now, setNow] = useState<JobView | null>(null);
  const ended = (kind: JobKind, job: JobView | 'invalid' | null): Readonly<{ result: unknown; fault: string }> => {
    setNow(null);
    if (job === null) return { result: null, fault: t(writes(kind) ? 'fault.silent' : 'fault.failed') };
    if (job === 'invalid') return { result: null, fault: t(writes(kind) ? 'fault.reason' : 'fault.invalid') };
    if (job.state === 'done') return { result: job.result, fault: '' };
    if (job.state === 'stopped' || job.state === 'lost') return { result: null, fault: t(`fault.${job.state}`) };
    const code = (job.result as { error?: string } | null)?.error;
    if (code === 'stale' || code === 'refused')
      return { result: null, fault: t(code === 'stale' ? 'stale' : 'refusedAll') };
    return { result: null, fault: t(code === 'invalid' ? 'fault.invalid' : 'fault.failed') };
  };
  return {
    now,
    run: async (kind: JobKind, siteId: string, input: object, id: string = crypto.randomUUID()) =>
      ended(kind, await work({ id, siteId, kind, input }, setNow)),
    resume: async (job: JobView) => ended(job.kind, await follow(job, setNow)),
    stop: (): void => {
      if (now !== null) void ask('stop', { id: now.id });
    },
  };
}

type Words = ReturnType<typeof useTranslations<'import'>>;

/** What a file is that is no table, as the reading of tables says it. */
const NO_TABLES = [
  ...([
    'empty',
    'old-workbook',
    'open-document',
    'numbers',
    'document',
    'web-page',
    'pdf',
    'archive',
    'picture',
  ] as const),
  ...(['statistics', 'protected', 'binary', 'damaged', 'empty-workbook'] as const),
];

/** Why a file is none that can be imported, in words. */
function refusal(
  read: Extract<ReadFile, { columns: unknown }>,
  file: string,
  t: Words,
  ofTables: ReturnType<typeof useTranslations<'tables.refused'>>,
): string {
  const kind = NO_TABLES.find((one) => one === read.refused);
  if (kind !== undefined) return ofTables(kind, { file });
  if (read.refused === 'identifying') return t('fault.identifying', { columns: read.columns.join(', ') });
  const why = (['too-large', 'too-wide', 'no-rows', 'json'] as const).find((one) => one === read.refused);
  return t(`fault.${why ?? 'unreadable'}`);
}

/** The file that is looked at, and what its import would do. */
export function useImport(siteId: string) {
  const [t, ofTables] = [useTranslations('import'), useTranslations('tables.refused')];
  const [opened, setOpened] = useState<Opened | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const { now, run, resume, stop } = useWork();
  const { sending, sendAway, stopSending } = useSending(t, ofTables);
  const router = useRouter();
  const open = async (chosen: File): Promise<string> => {
    setOpened(null);
    setChecked(null);
    const sent = await sendAway(chosen);
    if (typeof sent === 'string') return sent;
    const { result, fault } = await run('read', siteId, sent);
    const read = result as ReadFile | null;
    if (read === null) return fault;
    if (read.refused === null) {
      setOpened({ ...sent, notes: read.notes, sheets: chosenAtFirst(read.sheets), signs: [], emptyClears: false });
      return '';
    }
    return refusal(read, chosen.name, t, ofTables);
  };
  const change = (changed: Partial<Opened>): void => {
    setChecked(null);
    setOpened((before) => before && { ...before, ...changed });
  };
  const check = async (): Promise<string> => {
    const open = opened === null ? [] : unsaidOf(opened);
    if (open.length > 0) return t('fault.open', { what: open.join(', ') });
    const sheets = (opened?.sheets ?? [])
      .filter(({ used }) => used)
      .map(({ read, merged, columns }) => ({ sheet: read.sheet, ...(merged === null ? {} : { merged }), columns }));
    const id = crypto.randomUUID();
    const { file, emptyClears, signs } = opened ?? {};
    const { result, fault } = await run('check', siteId, { file, emptyClears, siteId, sheets, signs }, id);
    if (result === null) return fault;
    setChecked({ report: result as ImportReport, check: id, key: crypto.randomUUID(), siteId });
    return '';
  };
  const told = ({ result, fault }: Readonly<{ result: unknown; fault: string }>): string => {
    if (result === null) return fault;
    const { done, added, changed } = result as Done;
    setOpened(null);
    setChecked(null);
    router.refresh();
    return t(done === 'imported' ? 'done' : 'before', { added, changed });
  };
  const commit = async (reason: string): Promise<string> => {
    if (checked === null) return t('fault.failed');
    return told(await run('commit', checked.siteId, { check: checked.check, reason }, checked.key));
  };
  /** Work that a page began which was closed meanwhile. */
  const takeUp = async (job: JobView): Promise<string> => {
    const { result, fault } = await resume(job);
    if (job.kind === 'commit') return told({ result, fault });
    if (job.kind === 'check' && result !== null)
      setChecked({ report: result as ImportReport, check: job.id, key: crypto.randomUUID(), siteId });
    return fault;
  };
  const stopNow = sending === null ? stop : stopSending;
  return { opened, checked, now: sending ?? now, open, change, check, commit, takeUp, stop: stopNow };
}

/** Sends a file, says how far that is, and stops it; gives the file, or in words why it did not arrive. */
function useSending(t: Words, ofTables: ReturnType<typeof useTranslations<'tables.refused'>>) {
  const [sending, setSending] = useState<Progress | null>(null);
  const controller = useRef<AbortController | null>(null);
  const sendAway = async (file: File): Promise<Readonly<{ file: string }> | string> => {
    if (file.size === 0) return ofTables('empty', { file: file.name });
    const own = new AbortController();
    controller.current = own;
    const sent = await send(file, own.signal, (done) => setSending({ phase: 'sending', done, total: file.size }));
    setSending(null);
    if (sent === null) return t('fault.failed');
    return sent === 'too-large' || sent === 'stopped' ? t(`fault.${sent}`) : sent;
  };
  return { sending, sendAway, stopSending: () => controller.current?.abort() };
}

/** The sheets whose names say what their rows are; where none does, the first one. */
function chosenAtFirst(sheets: readonly ReadSheet[]): OpenSheet[] {
  const named = sheets.some(({ of }) => of !== null);
  return sheets.map((read, at) => ({
    ...{ read, merged: null, used: named ? read.of !== null : at === 0 },
    columns: read.columns.map(({ target, timePoint }) => ({ target, timePoint: timePoint ?? undefined })),
  }));
}
