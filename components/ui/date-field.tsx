'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useRef, useState, type KeyboardEvent } from 'react';
import { formatDay, formatNumber } from '@/lib/i18n/format';
import { fromDay, toDay } from '@/lib/patients/calendar';
import { asTyped, dateInWords } from '@/lib/patients/entry/date-words';
import { dayOfCourse } from '@/lib/patients/entry/day-of-course';
import { readMissingCode } from '@/lib/patients/entry/missing-codes';
import { countedDate, spanOf } from '@/lib/patients/entry/partial-date';
import { readTypedDate } from '@/lib/patients/entry/typed-date';
import { daysBetween } from '@/lib/patients/timeline';
import { Button } from './button';
import entry from './entry.module.css';
import { Input } from './field';

type Props = Readonly<{
  id: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  required?: boolean | undefined;
  'aria-invalid': boolean;
  'aria-describedby'?: string | undefined;
  /** Day 0 of the course, where it is known: the echo counts from it. */
  since?: string | undefined;
}>;

/**
 * A date as text, so that nothing typed is ever dropped. What it is read as stands below in words; where it can be read
 * in two ways, the two stand there to choose from. A day of the course (`d34`) becomes its date when the field is left. Arrow keys move a whole day by one, with Page Up and Down by a month.
 */
export function DateField({ id, value, onChange, since, 'aria-describedby': described, ...control }: Props) {
  const t = useTranslations('dateField');
  const locale = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const [today] = useState(() => fromDay(new Date()));
  const [left, setLeft] = useState(false);
  const counted = dayOfCourse(value, since, today);
  const reading = readTypedDate(counted ?? value, today);
  const echo = `${id}-echo`;
  // Not while it is being typed, and not beside the error that says the same.
  const isNoDate =
    reading.state === 'unreadable' && left && !control['aria-invalid'] && readMissingCode(value) === null;
  const settle = (): void => {
    setLeft(true);
    if (counted !== null) onChange(asTyped(counted, locale));
  };
  const step = (event: KeyboardEvent<HTMLInputElement>): void => {
    const by = STEPS[event.key];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (reading.state !== 'read' || reading.date.length !== 10) return;
    event.preventDefault();
    onChange(asTyped(moved(reading.date, by), locale));
  };
  const choose = (date: string): void => {
    onChange(asTyped(date, locale));
    input.current?.focus();
  };
  return (
    <>
      <span className={entry.row}>
        <Input
          {...control}
          ref={input}
          id={id}
          look="form"
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          size={14}
          placeholder={t('placeholder')}
          value={value}
          aria-describedby={[described, echo].filter(Boolean).join(' ')}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={step}
          onFocus={() => setLeft(false)}
          onBlur={settle}
        />
      </span>
      <span id={echo} className={entry.hint} aria-live="polite">
        {reading.state === 'read' && <Echo date={reading.date} since={since} today={today} />}
        {reading.state === 'ambiguous' && t('ambiguous')}
        {isNoDate && t('unreadable')}
      </span>
      {reading.state === 'ambiguous' && <Choices readings={reading.readings} onChoose={choose} />}
    </>
  );
}

/** The dates that the text may mean, to choose from. */
function Choices({ readings, onChoose }: Readonly<{ readings: readonly string[]; onChoose: (date: string) => void }>) {
  const locale = useLocale();
  return (
    <span className={entry.actions}>
      {readings.map((date) => (
        <Button key={date} look="small" onClick={() => onChoose(date)}>
          {dateInWords(date, locale)}
        </Button>
      ))}
    </span>
  );
}

/** What the field is read as, in words, with the day of the course. */
function Echo({ date, since, today }: Readonly<{ date: string; since: string | undefined; today: string }>) {
  const t = useTranslations('dateField');
  const locale = useLocale();
  const { day, precision } = countedDate(date);
  const words = dateInWords(date, locale);
  // A day ahead is another time zone's today.
  if (daysBetween(today, spanOf(day, precision).from) > 1) return t('future', { date: words });
  if (precision !== null) return t('inPart', { date: words, counted: formatDay(day, locale) });
  const start = since === undefined ? null : readTypedDate(since, today);
  return start?.state === 'read' && start.date.length === 10
    ? t('withDay', { date: words, day: formatNumber(daysBetween(start.date, day), locale) })
    : words;
}

const STEPS: Record<string, { days?: number; months?: number }> = {
  ArrowUp: { days: 1 },
  ArrowDown: { days: -1 },
  PageUp: { months: 1 },
  PageDown: { months: -1 },
};

function moved(date: string, { days = 0, months = 0 }: { days?: number; months?: number }): string {
  const day = toDay(date);
  const lastOfMonth = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0)).getUTCDate();
  const inMonth = months === 0 ? day.getUTCDate() : Math.min(day.getUTCDate(), lastOfMonth);
  return fromDay(new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, inMonth + days)));
}
