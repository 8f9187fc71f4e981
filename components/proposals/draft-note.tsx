import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { formatMoment } from '@/lib/i18n/format';

type Props = Readonly<{ at: string | null; kept: 'no' | 'yes' | 'failed'; onDiscard: () => void }>;

/** Whether the form began with a draft, and whether what is typed now is kept. */
export function DraftNote({ at, kept, onDiscard }: Props) {
  const t = useTranslations('proposals.draft');
  const locale = useLocale();
  if (at === null && kept === 'no') return null;
  return (
    <p className={entry.hint} role="status">
      {kept === 'no' && at !== null ? t('from', { at: formatMoment(new Date(at), locale) }) : t(kept)}{' '}
      <Button type="button" look="small" onClick={onDiscard}>
        {t('discard')}
      </Button>
    </p>
  );
}
