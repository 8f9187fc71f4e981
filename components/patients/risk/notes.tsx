import { useTranslations } from 'next-intl';
import { useRiskWords } from '@/components/risk/use-risk-words';
import { formatDay } from '@/lib/i18n/format';
import type { MrdNote } from '@/lib/patients/risk/mrd';
import risk from './risk.module.css';

/** Notes on results that do count; all others say that a fact stays unknown. */
const QUIET: readonly MrdNote['note'][] = ['negative-below-limits', 'one-of-several'];

/** How results of MRD were read, where that is more than their value: what counts as what, and what does not count. */
export function RiskNotes({ notes }: Readonly<{ notes: readonly MrdNote[] }>) {
  const t = useTranslations('patientRisk');
  const words = useRiskWords();
  if (notes.length === 0) return null;
  return (
    <ul className={risk.notes} data-quiet={notes.every(({ note }) => QUIET.includes(note))} aria-label={t('notes')}>
      {notes.map(({ fact, note, date, sensitivity, limit }) => (
        <li key={`${fact} ${note} ${date}`}>
          <b>{words.factName(fact)}.</b>{' '}
          {t(`note.${note}`, {
            date: formatDay(date, words.locale),
            sensitivity: percent(sensitivity),
            limit: percent(limit),
          })}
        </li>
      ))}
    </ul>
  );

  function percent(value: number | null): string {
    return value === null ? '' : words.factValue('mrdEoi', value);
  }
}
