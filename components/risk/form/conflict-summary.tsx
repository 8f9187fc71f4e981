import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { inLocale } from '@/lib/i18n/format';
import type { Conflict } from '@/lib/risk/explanation/contradictions';
import classes from '../risk-page.module.css';
import { useRiskWords } from '../use-risk-words';

/** Which facts contradict each other and that no protocol was asked with them. */
export function ConflictSummary({ conflicts }: Readonly<{ conflicts: readonly Conflict[] }>) {
  const t = useTranslations('riskPage');
  const words = useRiskWords();
  if (conflicts.length === 0) return null;
  return (
    <div className={classes.conflicts} role="alert">
      <h3>{t('conflictsTitle')}</h3>
      <ul>
        {conflicts.map(({ facts, message }) => (
          <li key={message.en}>
            <GeneText
              text={`${inLocale(message, words.locale)}. ${t('setAside', { facts: facts.map((fact) => words.factName(fact)).join(', ') })}`}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
