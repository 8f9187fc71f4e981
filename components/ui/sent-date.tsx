'use client';

import { useLocale } from 'next-intl';
import { useId, useState } from 'react';
import { fromDay } from '@/lib/patients/calendar';
import { asTyped } from '@/lib/patients/entry/date-words';
import { readTypedDate } from '@/lib/patients/entry/typed-date';
import { DateField } from './date-field';
import entry from './entry.module.css';

type Props = Readonly<{ name: string; label: string; initial?: string | null }>;

/** A date of a form that is sent as a whole: as `YYYY-MM-DD` where it can be read, else as typed, for the reader to refuse. */
export function SentDate({ name, label, initial = null }: Props) {
  const locale = useLocale();
  const id = useId();
  const [typed, setTyped] = useState(initial === null ? '' : asTyped(initial, locale));
  const [today] = useState(() => fromDay(new Date()));
  const reading = readTypedDate(typed, today);
  return (
    <div className={entry.field}>
      <label className={entry.label} htmlFor={id}>
        {label}
      </label>
      <DateField id={id} name="" value={typed} onChange={setTyped} aria-invalid={false} />
      <input type="hidden" name={name} value={reading.state === 'read' ? reading.date : typed.trim()} />
    </div>
  );
}
