import { useTranslations } from 'next-intl';
import type { Hint } from '@/lib/patients/date-plausibility';
import classes from './patient.module.css';

/** What looks wrong but may be right. Said on the patient's page, never in the way of saving. */
export function WorthChecking({ hints }: Readonly<{ hints: readonly Hint[] }>) {
  const t = useTranslations();
  if (hints.length === 0) return null;
  return (
    <section className={classes.checks} aria-labelledby="worth-checking">
      <h2 id="worth-checking">{t('patient.check')}</h2>
      <ul>
        {hints.map((hint) => (
          <li key={hint}>{t(`patientErrors.hint.${hint}`)}</li>
        ))}
      </ul>
      <p>{t('patient.checkNote')}</p>
    </section>
  );
}
