import { useLocale, useTranslations } from 'next-intl';
import entry from '@/components/ui/entry.module.css';
import { GeneText } from '@/components/ui/gene-text';
import { toYears } from '@/lib/comparison/years';
import { formatDay, formatNumber } from '@/lib/i18n/format';
import {
  DEFAULT_DEFINITIONS,
  deriveObservation,
  ENDPOINTS,
  observationBounds,
  type Observation,
  type PatientCourse,
} from '@/lib/patients/timeline';
import classes from './patient.module.css';

/** What the program derives from the course: time, status, and in words the record that decided. */
export function OutcomeTable({ course }: Readonly<{ course: PatientCourse }>) {
  const t = useTranslations('patient');
  return (
    <section className={classes.section} aria-labelledby="outcomes">
      <h2 id="outcomes">{t('outcomes')}</h2>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('endpoint')}</th>
            <th scope="col">{t('status')}</th>
            <th scope="col">{t('time')}</th>
            <th scope="col">{t('decided')}</th>
          </tr>
        </thead>
        <tbody>
          {ENDPOINTS.map((endpoint) => (
            <OutcomeRow
              key={endpoint}
              endpoint={endpoint}
              observation={deriveObservation(course, DEFAULT_DEFINITIONS[endpoint])}
              bounds={observationBounds(course, DEFAULT_DEFINITIONS[endpoint])}
            />
          ))}
        </tbody>
      </table>
      {course.failureUndecided === true && <p className={entry.warning}>{t('failureUndecided')}</p>}
      {(course.partialDates ?? []).length > 0 && <p className="muted">{t('partialNote')}</p>}
      <p className="muted">{t('outcomesNote')}</p>
    </section>
  );
}

function OutcomeRow({
  endpoint,
  observation,
  bounds,
}: Readonly<{
  endpoint: (typeof ENDPOINTS)[number];
  observation: Observation | null;
  bounds: ReturnType<typeof observationBounds>;
}>) {
  const t = useTranslations('patient');
  const locale = useLocale();
  const name = useTranslations('vocabulary.endpoint')(`${endpoint}.short`);
  if (observation === null) {
    return (
      <tr>
        <th scope="row">{name}</th>
        <td data-label={t('status')} className="muted">
          {t('notDerived')}
        </td>
        <td data-label={t('time')} className="muted">
          –
        </td>
        <td data-label={t('decided')} className="muted">
          {t('noRemission')}
        </td>
      </tr>
    );
  }
  const { timeDays, event } = observation;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label={t('status')} className={event ? classes.event : undefined}>
        {event ? t('event') : t('censored')}
      </td>
      <td data-label={t('time')}>
        <span className={classes.whole}>
          {t('days', { days: timeDays })}{' '}
          <span className="muted">({t('years', { years: formatNumber(toYears(timeDays), locale, 2) })})</span>
        </span>
        {bounds !== null && (
          <>
            {' '}
            <span className="muted">{t('dayBounds', { least: bounds.leastDays, most: bounds.mostDays })}</span>
          </>
        )}
      </td>
      <td data-label={t('decided')}>
        <Decision observation={observation} />
      </td>
    </tr>
  );
}

function Decision({ observation: { decidedBy } }: Readonly<{ observation: Observation }>) {
  const t = useTranslations('patient');
  const date = formatDay(decidedBy.date, useLocale());
  if (decidedBy.type === 'event')
    return <GeneText text={t('byEvent', { kind: t(`contact.${decidedBy.kind}`), date })} />;
  if (decidedBy.record === 'death') return <GeneText text={t('byContactDeath', { date })} />;
  return <GeneText text={t('byContact', { record: t(`contact.${decidedBy.record}`), date })} />;
}
