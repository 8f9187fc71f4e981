import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';
import importing from './import.module.css';
import { useSteps, useWork } from './use-import';
import { WorkProgress } from './work-progress';

export type Past = Readonly<{
  id: string;
  siteId: string;
  fileName: string;
  reason: string;
  added: number;
  changed: number;
  at: string;
  undone: Readonly<{ at: string; reason: string | null }> | null;
}>;

/** What was imported, each with its undoing, which asks why. */
export function PastImports({ past }: Readonly<{ past: readonly Past[] }>) {
  const t = useTranslations('import');
  const [locale, router] = [useLocale(), useRouter()];
  const { busy, said, step } = useSteps();
  const { now, run, stop } = useWork();
  const [asked, setAsked] = useState<string | null>(null);
  const undo = (id: string, siteId: string, reason: string) => async (): Promise<string> => {
    const { result, fault } = await run('undo', siteId, { import: id, reason });
    if (result === null) return fault;
    setAsked(null);
    router.refresh();
    const { why: said } = result as { why: string | null };
    const why = (['changed', 'undone', 'not-found'] as const).find((one) => one === said);
    return why === undefined ? '' : t(`undoWhy.${why}`);
  };
  if (past.length === 0) return null;
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  const saidOf = ({ at, reason }: NonNullable<Past['undone']>): string =>
    reason === null ? t('undone') : t('undoneLine', { at: moment.format(new Date(at)), reason });
  return (
    <section aria-label={t('past')}>
      <h2>{t('past')}</h2>
      <ul>
        {past.map(({ id, siteId, fileName, at, added, changed, reason, undone }) => (
          <li key={id}>
            {t('pastLine', { file: fileName, at: moment.format(new Date(at)), added, changed, reason })}{' '}
            {undone !== null && <div>{saidOf(undone)}</div>}
            {undone === null && asked !== id && (
              <Button look="small" onClick={() => setAsked(id)} disabled={busy}>
                {t('undo')}
              </Button>
            )}
            {asked === id && (
              <UndoReason
                disabled={busy}
                onUndo={(why) => step(undo(id, siteId, why))}
                onCancel={() => setAsked(null)}
              />
            )}
          </li>
        ))}
      </ul>
      <WorkProgress now={now} onStop={stop} />
      <p role="status">{busy ? t('working') : said}</p>
    </section>
  );
}

type AskProps = Readonly<{ disabled: boolean; onUndo: (reason: string) => void; onCancel: () => void }>;

function UndoReason({ disabled, onUndo, onCancel }: AskProps) {
  const t = useTranslations('import');
  const [reason, setReason] = useState('');
  return (
    <div className={importing.undo}>
      <label className={entry.field}>
        <span className={entry.label}>{t('undoReason')}</span>
        <Input
          look="form"
          value={reason}
          maxLength={500}
          autoFocus
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <div className={importing.progress}>
        <Button look="small-primary" onClick={() => onUndo(reason)} disabled={disabled}>
          {t('undoAll')}
        </Button>
        <Button look="small" onClick={onCancel} disabled={disabled}>
          {t('keep')}
        </Button>
      </div>
    </div>
  );
}
