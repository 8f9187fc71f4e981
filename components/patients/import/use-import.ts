'use client';

import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { ImportReport } from '@/lib/patients/import/report';
import { ask, send, type FileColumn, type Read } from './ask';

export type Opened = Readonly<{ file: string; read: Extract<Read, { refused: null }> }>;
export type Checked = Readonly<{ report: ImportReport; id: string }>;
/** A step that says in words how it went; nothing to say: it is seen. */
type Step = () => Promise<string>;

/** Works on one step at a time and keeps what it said. */
export function useSteps(): { busy: boolean; said: string; work: (step: Step) => void } {
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const work = (step: Step): void => {
    setBusy(true);
    setSaid('');
    void step()
      .then(setSaid)
      .finally(() => setBusy(false));
  };
  return { busy, said, work };
}

/** The file that is looked at, and what its import would do. */
export function useImport(siteId: string) {
  const t = useTranslations('import');
  const [opened, setOpened] = useState<Opened | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const router = useRouter();
  const columns = opened?.read.columns ?? [];
  const choices = { file: opened?.file, siteId, sheet: opened?.read.sheet ?? null, columns };
  const read = async (file: string, sheet: string | null, own: readonly FileColumn[]): Promise<string> => {
    setChecked(null);
    const answer = await ask('read', { file, siteId, sheet, columns: own });
    if (answer === null || answer === 'invalid') return t('fault.failed');
    if (answer.refused === null) {
      const merged = answer.columns.map((column, at) => ({ ...own[at], ...column }));
      setOpened({ file, read: { ...answer, columns: merged } });
      return '';
    }
    setOpened(null);
    if (answer.refused === 'identifying') return t('fault.identifying', { columns: answer.columns.join(', ') });
    if (answer.refused === 'merged' || answer.refused === 'too-large') return t(`fault.${answer.refused}`);
    return t('fault.unreadable');
  };
  const open = async (chosen: File): Promise<string> => {
    setOpened(null);
    setChecked(null);
    const file = await send(chosen);
    if (file === null || file === 'too-large') return t(file === null ? 'fault.failed' : 'fault.too-large');
    return read(file, null, []);
  };
  const check = async (): Promise<string> => {
    const answer = await ask('check', choices);
    if (answer === null || answer === 'invalid') return t(answer === null ? 'fault.failed' : 'fault.invalid');
    setChecked({ report: answer, id: crypto.randomUUID() });
    return '';
  };
  const commit = async (reason: string): Promise<string> => {
    const answer = await ask('commit', { ...choices, reason, id: checked?.id, digest: checked?.report.digest });
    if (answer === null || answer === 'invalid') return t(answer === null ? 'fault.failed' : 'fault.invalid');
    if (answer.done === 'stale' || answer.done === 'refused')
      return t(answer.done === 'stale' ? 'stale' : 'refusedAll');
    setOpened(null);
    setChecked(null);
    router.refresh();
    return t(answer.done === 'imported' ? 'done' : 'before', { added: answer.added, changed: answer.changed });
  };
  return { opened, checked, read, open, check, commit };
}
