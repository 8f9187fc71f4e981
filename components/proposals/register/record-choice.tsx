'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import type { FoundRecord } from '@/lib/registry/register-record/envelope';
import type { Opened } from './opened-records';

const MOST_SHOWN = 50;

type Props = Readonly<{
  opened: Extract<Opened, { records: unknown }>;
  /** numbers of the study that the record is to be laid beside */
  numbers: readonly string[];
  disabled: boolean;
  onChoose: (record: FoundRecord) => void;
}>;

/** Several studies in one file: a person says which is meant; those with a number of the study stand first. */
export function RecordChoice({ opened: { records, more, unread }, numbers, disabled, onChoose }: Props) {
  const t = useTranslations('proposals.register');
  const isOurs = ({ id }: FoundRecord): boolean => id !== null && numbers.includes(id);
  const ordered = [...records.filter(isOurs), ...records.filter((one) => !isOurs(one))];
  return (
    <section aria-label={t('choose')}>
      {records.length > 1 && <p role="status">{t('several', { count: records.length })}</p>}
      {more && <p className={entry.hint}>{t('morePages')}</p>}
      {unread.length > 0 && <p className={entry.hint}>{t('unread', { files: unread.slice(0, 10).join(', ') })}</p>}
      {records.length > 1 && (
        <ul>
          {ordered.slice(0, MOST_SHOWN).map((record, i) => (
            <li key={i}>
              <strong>{record.id ?? t('noNumber')}</strong> {record.title}
              {isOurs(record) && <span className={entry.hint}> {t('ofThisStudy')}</span>}{' '}
              <Button
                type="button"
                look="small"
                disabled={disabled}
                aria-label={t('takeNamed', { name: record.id ?? t('noNumber') })}
                onClick={() => onChoose(record)}
              >
                {t('take')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {records.length > MOST_SHOWN && (
        <p className={entry.hint}>{t('notShown', { count: records.length - MOST_SHOWN })}</p>
      )}
    </section>
  );
}
