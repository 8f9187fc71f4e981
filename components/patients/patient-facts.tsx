import { useLocale, useTranslations } from 'next-intl';
import { formatNumber } from '@/lib/i18n/format';
import type { FormValues } from '@/lib/patients/form-state';
import { DAYS_PER_MONTH } from '@/lib/risk/numbers/age-in-months';
import { PATIENT_FIELDS, shownFields, type FieldGroup } from './entry-fields';
import classes from './patient.module.css';
import { useEntryText } from './use-words';

type Props = Readonly<{ group: FieldGroup['title']; values: FormValues; protocolName: string | null }>;

/** One group of a patient's facts as stored; what is not recorded says so. */
export function PatientFacts({ group, values, protocolName }: Props) {
  const t = useTranslations();
  const locale = useLocale();
  const text = useEntryText();
  const fields = PATIENT_FIELDS.find(({ title }) => title === group)?.fields ?? [];
  const age = Number(values['ageDays']);
  const shown = shownFields(fields, values)
    .filter(({ name }) => !['siteId', 'ageMonths', 'pseudonym'].includes(name))
    .map((field) => ({ field, value: valueOf(field.name) ?? text(field, values[field.name] ?? '') }));
  return (
    <section className={classes.section} aria-labelledby={`facts-${group}`}>
      <h2 id={`facts-${group}`}>{t(`patient.${group}`)}</h2>
      <dl className={classes.facts}>
        {shown.map(({ field, value }) => (
          <FactRow
            key={field.name}
            label={field.name === 'ageDays' ? t('patients.column.age') : t(`patientForm.label.${field.label}`)}
            value={value}
          />
        ))}
      </dl>
    </section>
  );

  function valueOf(name: string): string | null {
    if (name === 'ageDays')
      return t('patient.ageText', { days: age, months: formatNumber(age / DAYS_PER_MONTH, locale, 1) });
    return name === 'protocolSlug' ? (protocolName ?? '') : null;
  }
}

function FactRow({ label, value }: Readonly<{ label: string; value: string }>) {
  const t = useTranslations('patient');
  return (
    <>
      <dt>{label}</dt>
      <dd>{value === '' ? <span className="muted">{t('notRecorded')}</span> : value}</dd>
    </>
  );
}
