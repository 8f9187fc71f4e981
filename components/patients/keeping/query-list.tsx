import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import type { FieldQuery } from '@/lib/patients/keeping/shown';
import { NEXT_QUERY_ACTIONS } from '@/lib/patients/keeping/words';
import type { PatientRecord } from '@/lib/patients/records/record';
import type { EntryAction } from '../use-entry-form';
import classes from './keeping.module.css';
import { cellId, fieldOf } from './cells';
import { useMoment, usePlaces } from './places';
import { StepForm } from './step-form';

type Props = Readonly<{
  queries: readonly FieldQuery[];
  action: EntryAction;
  /** The patient whose page this is; absent: the queries of many, each named by its patient. */
  record?: PatientRecord;
  /** Whether the reader enters the data, and so answers. */
  answers: boolean;
}>;

/** Queries with all that was written, the open ones first and of them the oldest, and the steps that may follow. */
export function QueryList({ queries, action, record, answers }: Props) {
  const t = useTranslations('recordKeeping');
  if (queries.length === 0) return <p className="muted">{t('query.none')}</p>;
  const sorted = [...queries].sort(
    (a, b) => Number(a.action === 'close') - Number(b.action === 'close') || b.ageDays - a.ageDays,
  );
  return (
    <ul className={classes.list}>
      {sorted.map((query) => (
        <Query key={query.id} query={query} action={action} record={record} answers={answers} />
      ))}
    </ul>
  );
}

type QueryProps = Pick<Props, 'action' | 'answers'> &
  Readonly<{ query: FieldQuery; record: PatientRecord | undefined }>;

function Query({ query, action, record, answers }: QueryProps) {
  const t = useTranslations();
  const tk = useTranslations('recordKeeping');
  const moment = useMoment();
  const { part, recordId, patientId } = query;
  const field = fieldOf(part, query.field);
  const label = field === undefined ? query.field : t(`patientForm.label.${field.label}`);
  const where = part === 'patient' ? tk('ownFields') : t(`patient.section.${part}`);
  return (
    <li id={`query-${query.id}`}>
      <strong>{tk(`query.state.${query.action}`)}</strong>
      {query.action !== 'close' && <span> · {tk('query.age', { days: query.ageDays })}</span>}:{' '}
      <Link href={`/patients/${patientId}#${cellId(part, recordId, query.field)}`}>
        {record === undefined && `${query.pseudonym}, `}
        {record === undefined || recordId === null ? where : <PlaceName record={record} query={query} />}, {label}
      </Link>
      <ul className={classes.said}>
        {query.entries.map((entry) => (
          <li key={entry.at}>
            {tk(`query.action.${entry.action}`, { by: entry.by ?? tk('somebody') })}, {moment(entry.at)}: {entry.text}
          </li>
        ))}
      </ul>
      <div className={classes.steps}>
        {NEXT_QUERY_ACTIONS[query.action]
          .filter((next) => answers || next !== 'answer')
          .map((next) => (
            <StepForm
              key={`${query.action}-${next}`}
              action={action}
              hidden={{
                patientId,
                part,
                recordId: recordId ?? '',
                field: query.field,
                queryId: query.id,
                action: next,
              }}
              opens={tk(`query.do.${next}`)}
              about={label}
              button={tk(`query.do.${next}`)}
              fields={[{ name: 'text', label: tk('query.text'), takes: 'text' }]}
            />
          ))}
      </div>
    </li>
  );
}

function PlaceName({ record, query }: Readonly<{ record: PatientRecord; query: FieldQuery }>) {
  const t = useTranslations('patient.section');
  const place = usePlaces(record).find(({ recordId }) => recordId === query.recordId);
  return place?.name ?? (query.part === 'patient' ? null : t(query.part));
}
