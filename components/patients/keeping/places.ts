import { useLocale, useTranslations } from 'next-intl';
import { formatDay } from '@/lib/i18n/format';
import type { Part, Written } from '@/lib/patients/keeping/words';
import type { PatientRecord } from '@/lib/patients/records/record';
import { formValues } from '@/lib/patients/records/record';
import { RECORD_KINDS } from '@/lib/patients/vocabulary';
import { useEntryText } from '../use-words';
import { fieldsOf } from './cells';

/** The parts of a patient that are there now, each with its name: the patient's own fields, then every record by its date. */
export function usePlaces(record: PatientRecord): { part: Part; recordId: string | null; name: string }[] {
  const t = useTranslations();
  const text = useEntryText();
  return [
    { part: 'patient', recordId: null, name: t('recordKeeping.ownFields') },
    ...RECORD_KINDS.flatMap((part) =>
      record.records[part].map(({ id, ...stored }) => {
        const [dated] = fieldsOf(part);
        const date = dated === undefined ? '' : text(dated, formValues(stored)[dated.name] ?? '');
        return { part, recordId: id, name: `${t(`patient.section.${part}`)}, ${date}` };
      }),
    ),
  ];
}

/** A moment, the day and time of the server: the page is written there, where nobody knows the reader's clock. */
export function useMoment(): (at: string) => string {
  const locale = useLocale();
  return (at) => `${formatDay(at.slice(0, 10), locale)}, ${at.slice(11, 16)} UTC`;
}

/** Who and when, in words. */
export function useWritten(): (written: Written) => string {
  const t = useTranslations('recordKeeping');
  const moment = useMoment();
  return ({ by, at }) => t('written', { by: by ?? t('somebody'), at: moment(at) });
}
