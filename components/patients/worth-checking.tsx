import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import { QUALITY_RULES, type Finding } from '@/lib/patients/rules/quality-rules';
import classes from './patient.module.css';
import { RuleName } from './rule-name';

type Props = Readonly<{
  findings: readonly Finding[];
  doubles: readonly Readonly<{ id: string; pseudonym: string }>[];
}>;

/** What the rules of quality find in this patient. Said on the patient's page, never in the way of saving. */
export function WorthChecking({ findings, doubles }: Props) {
  const [t, tq] = [useTranslations('patient'), useTranslations('patientQuality')];
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  if (rules.length === 0) return null;
  return (
    <section className={classes.checks} aria-labelledby="worth-checking">
      <h2 id="worth-checking">{t('check')}</h2>
      <ul>
        {rules.map((rule) => (
          <li key={rule}>
            {QUALITY_RULES[rule] === 'error' && <strong className={classes.event}>{tq('severity.error')}: </strong>}
            <RuleName rule={rule} />
            {rule === 'patient-doubled' && (
              <>
                {' '}
                {tq('double')}{' '}
                {doubles.map(({ id, pseudonym }) => (
                  <Link key={id} href={`/patients/${id}`}>
                    {pseudonym}{' '}
                  </Link>
                ))}
              </>
            )}
          </li>
        ))}
      </ul>
      <p>{t('checkNote')}</p>
    </section>
  );
}
