import { useTranslations } from 'next-intl';
import type { RecordKind } from '@/lib/patients/vocabulary';
import classes from '../patient.module.css';
import { RecordTable, type ShownRecord } from './table';

type Props = Readonly<{ kind: RecordKind; records: readonly ShownRecord[]; diagnosisDate: string }>;

/** The records of one kind for who reads them and enters none. */
export function ReadRecords({ kind, records, diagnosisDate }: Props) {
  const t = useTranslations('patient');
  return (
    <section className={classes.section} aria-labelledby={`section-${kind}`}>
      <h2 id={`section-${kind}`}>{t(`section.${kind}`)}</h2>
      {records.length === 0 ? (
        <p className="muted">{t(`empty.${kind}`)}</p>
      ) : (
        <RecordTable kind={kind} records={records} diagnosisDate={diagnosisDate} />
      )}
    </section>
  );
}
