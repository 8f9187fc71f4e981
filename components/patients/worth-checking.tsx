import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import type { PatientRecord } from '@/lib/patients/records/record';
import { NEVER_ACCEPTED, type PatientQuality } from '@/lib/patients/rules/acceptance';
import { QUALITY_RULES, type Finding } from '@/lib/patients/rules/quality-rules';
import keeping from './keeping/keeping.module.css';
import { cellId, fieldOf } from './keeping/cells';
import { usePlaces, useWritten } from './keeping/places';
import { StepForm } from './keeping/step-form';
import classes from './patient.module.css';
import { RuleName } from './rule-name';
import type { EntryAction } from './use-entry-form';

/** `accept` is absent where the reader may not accept a finding. */
type Asked = Readonly<{ record: PatientRecord; accept?: EntryAction | undefined }>;
type Props = PatientQuality & Asked;

/** What the rules of quality find in this patient. Said on the patient's page, never in the way of saving. */
export function WorthChecking({ findings, doubles, accepted, acceptedDoubles, record, accept }: Props) {
  const [t, tq] = [useTranslations('patient'), useTranslations('patientQuality')];
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  if (rules.length + accepted.length + acceptedDoubles.length === 0) return null;
  return (
    <section className={classes.checks} aria-labelledby="worth-checking">
      <h2 id="worth-checking">{t('check')}</h2>
      <ul>
        {rules.map((rule) => (
          <li key={rule}>
            {QUALITY_RULES[rule] === 'error' && <strong className={classes.event}>{tq('severity.error')}: </strong>}
            <RuleName rule={rule} />
            {rule === 'patient-doubled' ? (
              <Doubles doubles={doubles} record={record} accept={accept} />
            ) : (
              <Places findings={findings.filter((one) => one.rule === rule)} record={record} accept={accept} />
            )}
          </li>
        ))}
      </ul>
      <Accepted accepted={accepted} acceptedDoubles={acceptedDoubles} record={record} accept={accept} />
      <p>{t('checkNote')}</p>
    </section>
  );
}

/** Where a rule found it, with the way there and the way to accept it. */
function Places({ findings, record, accept }: Asked & Readonly<{ findings: readonly Finding[] }>) {
  const name = usePlaceName(record);
  return (
    <ul>
      {findings.map((finding) => (
        <li key={`${finding.id ?? ''}${finding.field}`}>
          <a href={`#${cellId(finding.of, finding.id, finding.field)}`}>{name(finding)}</a>
          {accept !== undefined && !NEVER_ACCEPTED.includes(finding.rule) && (
            <AcceptForm accept={accept} at={sentAt(record, finding)} about={name(finding)} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Doubles({ doubles, record, accept }: Asked & Pick<Props, 'doubles'>) {
  const [tq, tk] = [useTranslations('patientQuality'), useTranslations('recordKeeping')];
  return (
    <>
      {' '}
      {tq('double')}
      <ul>
        {doubles.map(({ id, pseudonym }) => (
          <li key={id}>
            <Link href={`/patients/${id}`}>{pseudonym}</Link>{' '}
            {accept !== undefined && (
              <>
                <Link href={`/patients/${record.id}/merge/${id}`}>{tk('merge.link', { pseudonym })}</Link>
                <AcceptForm
                  accept={accept}
                  at={sentAtDouble(record, id)}
                  about={tk('accepted.notSame', { pseudonym })}
                />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

type AcceptedProps = Asked & Pick<Props, 'accepted' | 'acceptedDoubles'>;

/** What somebody accepted: who, when, why, and the way back. */
function Accepted({ accepted, acceptedDoubles, record, accept }: AcceptedProps) {
  const tk = useTranslations('recordKeeping');
  const [written, name] = [useWritten(), usePlaceName(record)];
  if (accepted.length + acceptedDoubles.length === 0) return null;
  return (
    <details>
      <summary>
        {tk('accepted.title')} ({accepted.length + acceptedDoubles.length})
      </summary>
      <ul>
        {accepted.map(({ finding, acceptance }) => (
          <li key={`${finding.rule}${finding.id ?? ''}${finding.field}`}>
            <RuleName rule={finding.rule} /> {name(finding)}: {acceptance.reason} ({written(acceptance)})
            {accept !== undefined && (
              <StepForm
                action={accept}
                hidden={{ ...sentAt(record, finding), accept: 'no' }}
                button={tk('accepted.withdraw')}
                about={name(finding)}
              />
            )}
          </li>
        ))}
        {acceptedDoubles.map(({ id, pseudonym, acceptance }) => (
          <li key={id}>
            {tk('accepted.notSame', { pseudonym })}: {acceptance.reason} ({written(acceptance)})
            {accept !== undefined && (
              <StepForm
                action={accept}
                hidden={{
                  ...sentAtDouble(record, id),
                  ...{ patientId: acceptance.patientId, recordId: acceptance.recordId ?? '', accept: 'no' },
                }}
                button={tk('accepted.withdraw')}
                about={pseudonym}
              />
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

type FormProps = Readonly<{ accept: EntryAction; at: Record<string, string>; about: string }>;

function AcceptForm({ accept, at, about }: FormProps) {
  const t = useTranslations('recordKeeping');
  return (
    <div className={keeping.step}>
      <StepForm
        action={accept}
        hidden={{ ...at, accept: 'yes' }}
        opens={t('accepted.open')}
        about={about}
        button={t('accepted.do')}
        fields={[{ name: 'reason', label: t('reason'), takes: 'text' }]}
      />
    </div>
  );
}

function sentAt(record: PatientRecord, { of, id, field, rule }: Finding): Record<string, string> {
  return { patientId: record.id, rule, part: of, recordId: id ?? '', field };
}

function sentAtDouble(record: PatientRecord, other: string): Record<string, string> {
  return { patientId: record.id, rule: 'patient-doubled', part: 'patient', recordId: other, field: 'pseudonym' };
}

/** A place in words: the part and its field. */
function usePlaceName(record: PatientRecord): (finding: Finding) => string {
  const t = useTranslations();
  const places = usePlaces(record);
  return ({ of, id, field }) => {
    const known = fieldOf(of, field);
    const part = places.find((place) => place.part === of && place.recordId === id)?.name;
    const label = known === undefined ? field : t(`patientForm.label.${known.label}`);
    return [part ?? (of === 'patient' ? undefined : t(`patient.section.${of}`)), label].filter(Boolean).join(': ');
  };
}
