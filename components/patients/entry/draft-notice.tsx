import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import type { EntryForm } from '../use-entry-form';

/** Says that the form holds what was typed earlier and not saved, and lets one throw it away. */
export function DraftNotice({ form }: Readonly<{ form: EntryForm }>) {
  const t = useTranslations('patientForm');
  const format = useFormatter();
  if (form.restoredFrom === null) return null;
  const time = format.dateTime(new Date(form.restoredFrom), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <p role="status" className={entry.warning}>
      {t('draftRestored', { time })}{' '}
      <Button look="small" onClick={form.discardDraft}>
        {t('draftDiscard')}
      </Button>
    </p>
  );
}
