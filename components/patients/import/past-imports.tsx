import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { ask } from './ask';
import { useSteps } from './use-import';

export type Past = Readonly<{
  id: string;
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
  const { busy, said, work } = useSteps();
  const undo = (id: string) => async (): Promise<string> => {
    const answer = await ask('undo', { id });
    if (answer === null || answer === 'invalid') return t('fault.failed');
    router.refresh();
    const why = (['changed', 'undone', 'not-found'] as const).find((one) => one === answer.why);
    return why === undefined ? '' : t(`undoWhy.${why}`);
  };
  if (past.length === 0) return null;
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return (
    <section aria-label={t('past')}>
      <h2>{t('past')}</h2>
      <ul>
        {past.map(({ id, fileName, at, added, changed, reason, undone }) => (
          <li key={id}>
            {t('pastLine', { file: fileName, at: moment.format(new Date(at)), added, changed, reason })}{' '}
            {undone ? (
              t('undone')
            ) : (
              <Button look="small" onClick={() => work(undo(id))} disabled={busy}>
                {t('undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p role="status">{busy ? t('working') : said}</p>
    </section>
  );
}
