import type { FormValues } from '@/lib/patients/form-state';
import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import type {
  Kept,
  RecordStateHistory,
  RemovedRecord,
  StandingMerge,
  Verification,
} from '@/lib/patients/keeping/shown';
import { NEXT_STATES, SIGNATURE_MEANINGS, type Part } from '@/lib/patients/keeping/words';
import type { PatientRecord } from '@/lib/patients/records/record';
import patient from '../patient.module.css';
import type { EntryAction } from '../use-entry-form';
import { useEntryText } from '../use-words';
import classes from './keeping.module.css';
import { cellId, fieldsOf } from './cells';
import { usePlaces, useWritten } from './places';
import { QueryList } from './query-list';
import { StepForm } from './step-form';

export type KeepingActions = Readonly<
  Record<'state' | 'query' | 'verify' | 'sign' | 'putBack' | 'bin' | 'findToMerge' | 'undoMerge', EntryAction>
>;
type Props = Readonly<{
  record: PatientRecord;
  kept: Kept;
  actions: KeepingActions;
  /** Whether the reader enters these data; a monitor asks, verifies and signs. */
  enters: boolean;
}>;

/** State, queries, verification, signatures and the ways back: what is said about the record, never its data. */
export function KeepingSection({ record, kept, actions, enters }: Props) {
  const t = useTranslations('recordKeeping');
  const patientId = record.id;
  return (
    <section className={patient.section} aria-labelledby="record-keeping">
      <h2 id="record-keeping">{t('title')}</h2>
      {enters && <RemovedRecords patientId={patientId} removed={kept.removed} action={actions.putBack} />}
      <State patientId={patientId} state={kept.state} action={enters ? actions.state : null} />
      <Parts record={record} verifications={kept.verifications} actions={actions} />
      <div className={classes.part}>
        <h3>{t('queries')}</h3>
        <QueryList queries={kept.queries} action={actions.query} record={record} answers={enters} />
      </div>
      <Signatures patientId={patientId} {...kept.signatures} action={actions.sign} enters={enters} />
      <Merges patientId={patientId} merges={kept.merges} action={enters ? actions.undoMerge : null} />
      {enters && kept.state.state !== 'locked' && (
        <>
          <StepForm
            action={actions.findToMerge}
            hidden={{ patientId }}
            opens={t('merge.open')}
            button={t('merge.find')}
            fields={[{ name: 'pseudonym', label: t('merge.other'), takes: 'line' }]}
            leadsTo={`/patients/${patientId}/merge/:patient`}
          />
          <StepForm
            action={actions.bin}
            hidden={{ patientId }}
            opens={t('bin.open')}
            button={t('bin.do')}
            fields={[{ name: 'reason', label: t('reason'), takes: 'text' }]}
            leadsTo="/patients/bin"
          />
        </>
      )}
    </section>
  );
}

type StateProps = Readonly<{ patientId: string; state: RecordStateHistory; action: EntryAction | null }>;

function State({ patientId, state: { state, changes }, action }: StateProps) {
  const t = useTranslations('recordKeeping');
  const written = useWritten();
  return (
    <div className={classes.part}>
      <p>
        {t('state.label')} <strong>{t(`state.name.${state}`)}</strong>. {t(`state.explain.${state}`)}
      </p>
      <div className={classes.steps}>
        {NEXT_STATES[state].map((next) => {
          if (action === null) return null;
          const words = t(`state.step.${state === 'locked' ? 'unlock' : next}`);
          return state === 'locked' ? (
            <StepForm
              key={next}
              action={action}
              hidden={{ patientId, state: next }}
              opens={words}
              button={words}
              fields={[{ name: 'reason', label: t('reason'), takes: 'text' }]}
            />
          ) : (
            <StepForm key={next} action={action} hidden={{ patientId, state: next }} button={words} />
          );
        })}
      </div>
      {changes.length > 0 && (
        <details className={classes.step}>
          <summary>{t('state.history')}</summary>
          <ul className={classes.said}>
            {changes.map((change) => (
              <li key={change.at}>
                {t(`state.name.${change.state}`)}: {written(change)}
                {change.reason !== null && ` – ${change.reason}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

type PartsProps = Readonly<{ record: PatientRecord; verifications: readonly Verification[]; actions: KeepingActions }>;

/** Every part with its verification, its history and the way to ask about it. */
function Parts({ record, verifications, actions }: PartsProps) {
  const tk = useTranslations('recordKeeping');
  const written = useWritten();
  const patientId = record.id;
  return (
    <table className={patient.table} aria-label={tk('parts')}>
      <thead>
        <tr>
          <th scope="col">{tk('part')}</th>
          <th scope="col">{tk('verified')}</th>
          <th scope="col" className={patient.pressed}>
            {tk('steps')}
          </th>
        </tr>
      </thead>
      <tbody>
        {usePlaces(record).map(({ part, recordId, name }) => {
          const verified = verifications.find((one) => one.part === part && one.recordId === recordId);
          const place = { patientId, part, recordId: recordId ?? '' };
          const [first] = fieldsOf(part);
          return (
            <tr key={`${part}${recordId}`}>
              <th scope="row">{name}</th>
              <td data-label={tk('verified')}>
                {verified === undefined ? <span className="muted">{tk('notVerified')}</span> : written(verified)}
              </td>
              <td className={patient.pressed}>
                <div className={classes.steps}>
                  <StepForm
                    key={String(verified === undefined)}
                    action={actions.verify}
                    hidden={{ ...place, verified: verified === undefined ? 'yes' : 'no' }}
                    button={tk(verified === undefined ? 'verify' : 'unverify')}
                    about={name}
                  />
                  <AskForm part={part} place={place} name={name} action={actions.query} />
                  <Link href={`/patients/${patientId}/history#${cellId(part, recordId, first?.name ?? '')}`}>
                    {tk('history.link')}
                    <span className="visually-hidden">: {name}</span>
                  </Link>
                </div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

type AskProps = Readonly<{ part: Part; place: FormValues; name: string; action: EntryAction }>;

/** Opens a query at one of the part's fields. */
function AskForm({ part, place, name, action }: AskProps) {
  const t = useTranslations();
  const tk = useTranslations('recordKeeping');
  return (
    <StepForm
      action={action}
      hidden={{ ...place, queryId: '', action: 'open' }}
      opens={tk('ask')}
      about={name}
      button={tk('query.do.open')}
      fields={[
        {
          name: 'field',
          label: tk('field'),
          takes: fieldsOf(part)
            .filter((field) => !['siteId', 'ageMonths'].includes(field.name))
            .map((field) => ({ value: field.name, label: t(`patientForm.label.${field.label}`) })),
        },
        { name: 'text', label: tk('query.text'), takes: 'text' },
      ]}
    />
  );
}

type SignatureProps = Kept['signatures'] & Readonly<{ patientId: string; action: EntryAction; enters: boolean }>;

function Signatures({ patientId, asked, signatures, action, enters }: SignatureProps) {
  const t = useTranslations('recordKeeping');
  const written = useWritten();
  if (!asked && signatures.length === 0) return null;
  return (
    <div className={classes.part}>
      <h3>{t('signature.title')}</h3>
      {signatures.length === 0 ? (
        <p className="muted">{t('signature.none')}</p>
      ) : (
        <ul className={classes.list}>
          {signatures.map((one) => (
            <li key={one.at}>
              {t(`signature.meaning.${one.meaning}`)}: {written(one)}.{' '}
              {one.valid ? t('signature.valid') : <strong>{t('signature.invalid')}</strong>}
            </li>
          ))}
        </ul>
      )}
      {asked && (
        <StepForm
          action={action}
          hidden={{ patientId }}
          opens={t('signature.open')}
          button={t('signature.do')}
          fields={[
            {
              name: 'meaning',
              label: t('signature.means'),
              takes: SIGNATURE_MEANINGS.filter((value) => enters || value !== 'entered').map((value) => ({
                value,
                label: t(`signature.meaning.${value}`),
              })),
            },
            { name: 'password', label: t('signature.password'), takes: 'password' },
          ]}
        />
      )}
    </div>
  );
}

type RemovedProps = Readonly<{ patientId: string; removed: readonly RemovedRecord[]; action: EntryAction }>;

function RemovedRecords({ patientId, removed, action }: RemovedProps) {
  const t = useTranslations('recordKeeping');
  const names = useTranslations('patient.section');
  const text = useEntryText();
  const day = (kind: RemovedRecord['kind'], date: string): string => {
    const [dated] = fieldsOf(kind);
    return dated === undefined ? date : text(dated, date);
  };
  if (removed.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t('removed')}>
      {removed.map(({ kind, recordId, date }) => (
        <li key={recordId}>
          {t('removedRecord', { what: names(kind), date: day(kind, date) })}
          <StepForm action={action} hidden={{ patientId, recordKind: kind, recordId }} button={t('putBack')} />
        </li>
      ))}
    </ul>
  );
}

type MergesProps = Readonly<{ patientId: string; merges: readonly StandingMerge[]; action: EntryAction | null }>;

function Merges({ patientId, merges, action }: MergesProps) {
  const t = useTranslations('recordKeeping');
  const written = useWritten();
  if (merges.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t('merge.title')}>
      {merges.map((merge) => (
        <li key={merge.id}>
          {t('merge.done', { pseudonym: merge.pseudonym })} {written(merge)} – {merge.reason}
          {action !== null && (
            <StepForm
              action={action}
              hidden={{ patientId, mergeId: merge.id }}
              opens={t('merge.undoOpen')}
              button={t('merge.undo')}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
