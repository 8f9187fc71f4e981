import { useTranslations } from 'next-intl';
import { GeneText } from '@/components/ui/gene-text';
import type { FieldChange } from '@/lib/patients/keeping/shown';
import type { PatientRecord } from '@/lib/patients/records/record';
import patient from '../patient.module.css';
import { useEntryText } from '../use-words';
import { cellId, fieldOf, fieldsOf } from './cells';
import { useMoment, usePlaces } from './places';

type Props = Readonly<{
  record: PatientRecord;
  changes: readonly FieldChange[];
  protocolNames: Readonly<Record<string, string>>;
}>;

/** Every change, part by part and field by field, the latest of each field first; parts that were removed stand last. */
export function HistoryTables({ record, changes, protocolNames }: Props) {
  const t = useTranslations();
  const now = usePlaces(record);
  const gone = changes
    .filter(({ recordId }) => !now.some((place) => place.recordId === recordId))
    .filter((change, at, all) => all.findIndex(({ recordId }) => recordId === change.recordId) === at)
    .map(({ part, recordId }) => ({
      ...{ part, recordId },
      name: t('recordKeeping.history.removed', { what: part === 'patient' ? '' : t(`patient.section.${part}`) }),
    }));
  return [...now, ...gone].map(({ part, recordId, name }) => {
    const own = changes.filter((change) => change.part === part && change.recordId === recordId);
    const inForm = fieldsOf(part).map(({ name: field }) => field);
    const fields = [...new Set(own.map(({ field }) => field))].sort((a, b) => inForm.indexOf(a) - inForm.indexOf(b));
    return (
      <section key={`${part}${recordId}`} className={patient.section} aria-label={name}>
        <h2>{name}</h2>
        <table className={patient.table} aria-label={name}>
          <Head />
          {fields.map((field) => (
            <tbody key={field} id={cellId(part, recordId, field)}>
              {own
                .filter((change) => change.field === field)
                .map((change) => (
                  <Row key={`${change.at}${change.action}`} change={change} protocolNames={protocolNames} />
                ))}
            </tbody>
          ))}
        </table>
      </section>
    );
  });
}

function Head() {
  const t = useTranslations('recordKeeping');
  return (
    <thead>
      <tr>
        {(['when', 'who', 'before', 'after', 'why'] as const).map((column, at) => (
          <Column key={column} first={at === 0 ? t('field') : null} name={t(`history.${column}`)} />
        ))}
      </tr>
    </thead>
  );
}

function Column({ first, name }: Readonly<{ first: string | null; name: string }>) {
  return (
    <>
      {first !== null && <th scope="col">{first}</th>}
      <th scope="col">{name}</th>
    </>
  );
}

function Row({ change, protocolNames }: Readonly<{ change: FieldChange }> & Pick<Props, 'protocolNames'>) {
  const t = useTranslations();
  const [text, moment] = [useEntryText(), useMoment()];
  const field = fieldOf(change.part, change.field);
  const shown = (value: string): string => {
    if (value === '') return t('patient.notRecorded');
    if (field?.takes === 'protocol') return protocolNames[value] ?? text(field, value);
    return field === undefined ? value : text(field, value);
  };
  return (
    <tr>
      <th scope="row">
        <GeneText text={field === undefined ? change.field : t(`patientForm.label.${field.label}`)} />
      </th>
      <td data-label={t('recordKeeping.history.when')}>{moment(change.at)}</td>
      <td data-label={t('recordKeeping.history.who')}>{change.by ?? t('recordKeeping.somebody')}</td>
      <td data-label={t('recordKeeping.history.before')}>
        <GeneText text={shown(change.before)} />
      </td>
      <td data-label={t('recordKeeping.history.after')}>
        <GeneText text={change.action === 'delete' ? t('recordKeeping.history.deleted') : shown(change.after)} />
      </td>
      <td data-label={change.why === null ? undefined : t('recordKeeping.history.why')}>{change.why}</td>
    </tr>
  );
}
