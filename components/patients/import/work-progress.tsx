import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { JobView } from '@/lib/patients/import/job/job';
import importing from './import.module.css';

/** How far a piece of work is: in patients, and in bytes of a file that is being sent. */
export type Progress = Readonly<{ phase: JobView['phase'] | 'sending'; done: number; total: number }>;

const MEGABYTE = 2 ** 20;

/** How far a piece of work is, with its stopping; nothing where none is under way. */
export function WorkProgress({ now, onStop }: Readonly<{ now: Progress | null; onStop: () => void }>) {
  const t = useTranslations('import');
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale);
  const megabytes = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  if (now === null) return null;
  const { phase, done, total } = now;
  const far =
    phase === 'sending'
      ? t('sent', { done: megabytes.format(done / MEGABYTE), total: megabytes.format(total / MEGABYTE) })
      : t('progress', { done: number.format(done), total: number.format(total) });
  return (
    <div className={importing.progress}>
      <label>
        {t(`phase.${phase}`)} {total > 0 && far} <progress {...(total > 0 ? { value: done, max: total } : {})} />
      </label>
      <Button look="small" onClick={onStop}>
        {t('stop')}
      </Button>
    </div>
  );
}
