import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
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
  undone: boolean;
}>;

/** What was imported, each with its undoing. */
export function PastImports({ past }: Readonly<{ past: readonly Past[] }>) {
  const t = useTranslations('import');
  const [locale, router] = [useLocale(), useRouter()];
  const { busy, said, step } = useSteps();
  const { now, run, stop } = useWork();
  const undo = (id: string, siteId: string) => async (): Promise<string> => {
    const { result, fault } = await run('undo', siteId, { import: id });
    if (result === null) return fault;
    router.refresh();
    const { why: said } = result as { why: string | null };
    const why = (['changed', 'undone', 'not-found'] as const).find((one) => one === said);
    return why === undefined ? '' : t(`undoWhy.${why}`);
  };
  if (past.length === 0) return null;
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return (
    <section aria-label={t('past')}>
      <h2>{t('past')}</h2>
      <ul>
        {past.map(({ id, siteId, fileName, at, added, changed, reason, undone }) => (
          <li key={id}>
            {t('pastLine', { file: fileName, at: moment.format(new Date(at)), added, changed, reason })}{' '}
            {undone ? (
              t('undone')
            ) : (
              <Button look="small" onClick={() => step(undo(id, siteId))} disabled={busy}>
                {t('undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <WorkProgress now={now} onStop={stop} />
      <p role="status">{busy ? t('working') : said}</p>
    </section>
  );
}
