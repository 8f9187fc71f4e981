import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';

type Props = Readonly<{ form: Readonly<{ pending: boolean; saving: boolean }>; onCancel: () => void }>;

/** Save and cancel, under a form that stands inside a page. */
export function FormActions({ form, onCancel }: Props) {
  const t = useTranslations('patientForm');
  return (
    <div className={entry.actions}>
      <Button type="submit" look="primary" disabled={form.pending}>
        {form.saving ? t('working') : t('save')}
      </Button>
      <Button look="plain" disabled={form.pending} onClick={onCancel}>
        {t('cancel')}
      </Button>
    </div>
  );
}
