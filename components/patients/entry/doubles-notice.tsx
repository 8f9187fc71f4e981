'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import entry from '@/components/ui/entry.module.css';
import { Link } from '@/lib/i18n/navigation';
import type { FormValues } from '@/lib/patients/form-state';
import { formOf } from '../use-entry-form';

type Double = { id: string; pseudonym: string };
export type DoublesAction = (form: FormData) => Promise<Double[]>;
type Props = Readonly<{ values: FormValues; find: DoublesAction }>;

const PAUSE_MS = 600;
/** What tells a child apart. */
const MARKS = ['siteId', 'diagnosisDate', 'ageDays', 'ageMonths', 'sex', 'kmt2a'] as const;

/** Asks, before anything is saved, whether the child is one of those who are stored; the answer is the person's. */
export function DoublesNotice({ values, find }: Props) {
  const t = useTranslations('patientForm');
  const [found, setFound] = useState<readonly Double[]>([]);
  const marks = JSON.stringify(MARKS.map((name) => [name, values[name] ?? '']));
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      const typed = Object.fromEntries(JSON.parse(marks) as [string, string][]);
      const asked = typed['diagnosisDate'] !== '' && (typed['ageDays'] !== '' || typed['ageMonths'] !== '');
      const answer = asked ? find(formOf(typed)).catch((): Double[] => []) : Promise.resolve([]);
      void answer.then((doubles) => {
        if (current) setFound(doubles);
      });
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [marks, find]);
  return (
    <div aria-live="polite">
      {found.length > 0 && (
        <p className={entry.warning}>
          {t('doubles')}{' '}
          {found.map(({ id, pseudonym }) => (
            <Link key={id} href={`/patients/${id}`} target="_blank">
              {pseudonym}{' '}
            </Link>
          ))}
        </p>
      )}
    </div>
  );
}
