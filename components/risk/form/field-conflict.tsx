import { useTranslations } from 'next-intl';
import entry from '@/components/ui/entry.module.css';
import { GeneText } from '@/components/ui/gene-text';
import { inLocale } from '@/lib/i18n/format';
import type { Conflict } from '@/lib/risk/explanation/contradictions';
import { useRiskWords } from '../use-risk-words';

/** The contradiction beside a field that takes part in it. */
export function FieldConflict({ id, conflict }: Readonly<{ id: string; conflict: Conflict | undefined }>) {
  const t = useTranslations('riskPage');
  const { locale } = useRiskWords();
  if (conflict === undefined) return null;
  return (
    <p id={id} className={entry.error}>
      <GeneText text={t('fieldConflict', { message: inLocale(conflict.message, locale) })} />
    </p>
  );
}
