import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { formatMoment } from '@/lib/i18n/format';
import type { EntryForm } from '../use-entry-form';

/** Says that the form holds what was typed earlier and not saved, and lets one throw it away. */
export function DraftNotice({ form }: Readonly<{ form: EntryForm }>) {
  const t = useTranslations('patientForm');
  const locale = useLocale();
  if (form.restoredFrom === null) return null;
  const time = formatMoment(new Date(form.restoredFrom), locale);
  return (
    <p role="status" className={entry.warning}>
      {t('draftRestored', { time })}{' '}
      <Button look="small" onClick={form.discardDraft}>
        {t('draftDiscard')}
      </Button>
    </p>
  );
}
