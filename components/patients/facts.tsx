import { useLocale, useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber } from '@/lib/i18n/format';
import { Link } from '@/lib/i18n/navigation';
import type { FormValues } from '@/lib/patients/form-state';
import { DAYS_PER_MONTH } from '@/lib/risk/numbers/age-in-months';
import { cellId } from './keeping/cells';
import { PATIENT_FIELDS, shownFields, type FieldGroup } from './entry-fields';
import classes from './patient.module.css';
import { useEntryText } from './use-words';

type Props = Readonly<{
  group: FieldGroup['title'];
  values: FormValues;
  protocolName: string | null /** The patient whose fields link to their history. */;
  historyOf?: string;
}>;

/** One group of a patient's facts as stored; what is not recorded says so. */
export function PatientFacts({ group, values, protocolName, historyOf }: Props) {
  const t = useTranslations();
  const locale = useLocale();
  const text = useEntryText();
  const fields = PATIENT_FIELDS.find(({ title }) => title === group)?.fields ?? [];
  const age = Number(values['ageDays']);
  const shown = shownFields(fields, values)
    .filter(({ name }) => !['siteId', 'ageMonths', 'pseudonym'].includes(name))
    .map((field) => ({ field, value: valueOf(field.name) ?? text(field, values[field.name] ?? '') }));
  return (
    <section className={classes.section} aria-labelledby={`section-${group}`}>
      <h2 id={`section-${group}`}>{t(`patient.${group}`)}</h2>
      <dl className={classes.facts}>
        {shown.map(({ field, value }) => (
          <FactRow
            key={field.name}
            id={cellId('patient', null, field.name)}
            history={
              historyOf === undefined
                ? undefined
                : `/patients/${historyOf}/history#${cellId('patient', null, field.name)}`
            }
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

type FactProps = Readonly<{ id: string; label: string; value: string; history: string | undefined }>;

function FactRow({ id, label, value, history }: FactProps) {
  const [t, tk] = [useTranslations('patient'), useTranslations('recordKeeping.history')];
  return (
    <>
      <dt>
        <GeneText text={label} />
      </dt>
      <dd id={id}>
        {value === '' ? <span className="muted">{t('notRecorded')}</span> : <GeneText text={value} />}
        {/* The sign stays on the line of the last word. */}
        {history !== undefined && '\u00a0'}
        {history !== undefined && (
          <Link className={classes.history} href={history} aria-label={`${tk('link')}: ${label}`} title={tk('link')}>
            ↺
          </Link>
        )}
      </dd>
    </>
  );
}
