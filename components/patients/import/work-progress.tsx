import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { JobView } from '@/lib/patients/import/job/job';
import importing from './import.module.css';

/** How far a piece of work is, with its stopping; nothing where none is under way. */
export function WorkProgress({ now, onStop }: Readonly<{ now: JobView | null; onStop: () => void }>) {
  const t = useTranslations('import');
  const number = new Intl.NumberFormat(useLocale());
  if (now === null) return null;
  const { phase, done, total } = now;
  return (
    <div className={importing.progress}>
      <label>
        {t(`phase.${phase}`)} {total > 0 && t('progress', { done: number.format(done), total: number.format(total) })}{' '}
        <progress {...(total > 0 ? { value: done, max: total } : {})} />
      </label>
      <Button look="small" onClick={onStop}>
        {t('stop')}
      </Button>
    </div>
  );
}
