import { useLocale, useTranslations } from 'next-intl';
import { formatDay } from '@/lib/i18n/format';
import { daysBetween, lastContact, type LastContactRecord, type PatientCourse } from '@/lib/patients/timeline';
import classes from './patient.module.css';

type Mark = { at: number; date: string; what: LastContactRecord };

const WIDTH = 1000;
const LEFT = 8;
const RIGHT = 992;
const ROW = 20;

/** The course as one line from diagnosis to last contact, with what happened on it; the tables say the same in words. */
export function CoursePicture({ course }: Readonly<{ course: PatientCourse }>) {
  const t = useTranslations('patient');
  const locale = useLocale();
  const last = lastContact(course);
  const total = daysBetween(course.diagnosisDate, last.date);
  if (total <= 0) return null;
  const x = (days: number): number => LEFT + ((RIGHT - LEFT) * days) / total;
  const marks = marksOf(course);
  const height = 34 + marks.length * ROW;
  const died = last.record === 'death';
  return (
    <figure className={classes.section} style={{ margin: 0 }}>
      <figcaption className="muted">{t('courseNote')}</figcaption>
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('courseNote')}>
        <svg
          className={classes.picture}
          viewBox={`0 0 ${WIDTH} ${height}`}
          style={{ minWidth: '56rem' }}
          role="img"
          aria-label={t('picture', {
            from: formatDay(course.diagnosisDate, locale),
            to: formatDay(last.date, locale),
            days: total,
          })}
        >
          <line x1={LEFT} x2={RIGHT} y1={12} y2={12} stroke="var(--ink)" strokeWidth={2} />
          <circle cx={LEFT} cy={12} r={4} fill="var(--ink)" />
          {died ? (
            <rect x={RIGHT - 5} y={7} width={10} height={10} fill="var(--ink)" />
          ) : (
            <path d={`M${RIGHT - 8} 5 L${RIGHT} 12 L${RIGHT - 8} 19`} fill="none" stroke="var(--ink)" strokeWidth={2} />
          )}
          {marks.map((mark, index) => (
            <MarkLine
              key={`${mark.what}-${mark.date}-${index}`}
              x={x(mark.at)}
              y={34 + index * ROW}
              text={`${t(`contact.${mark.what}`)} · ${t('dayNumber', { day: mark.at })}`}
              strong={isEvent(mark.what)}
            />
          ))}
        </svg>
      </div>
    </figure>
  );
}

function MarkLine({ x, y, text, strong }: Readonly<{ x: number; y: number; text: string; strong: boolean }>) {
  const before = x > WIDTH * 0.7;
  return (
    <g>
      <line x1={x} x2={x} y1={4} y2={y} stroke={strong ? 'var(--ink)' : 'var(--line-strong)'} strokeWidth={1} />
      <circle
        cx={x}
        cy={12}
        r={4}
        fill={strong ? 'var(--ink)' : 'var(--ground)'}
        stroke="var(--ink)"
        strokeWidth={1.5}
      />
      <text
        x={before ? x - 6 : x + 6}
        y={y + 4}
        textAnchor={before ? 'end' : 'start'}
        fontSize={12}
        paintOrder="stroke"
        stroke="var(--ground)"
        strokeWidth={4}
        fontWeight={strong ? 600 : 400}
        fill="var(--ink)"
      >
        {text}
      </text>
    </g>
  );
}

function isEvent(what: LastContactRecord): boolean {
  return what === 'induction-failure' || what === 'relapse' || what === 'second-malignancy' || what === 'death';
}

function marksOf(course: PatientCourse): Mark[] {
  const at =
    (what: LastContactRecord) =>
    (date: string): Mark => ({ at: daysBetween(course.diagnosisDate, date), date, what });
  const marks = [
    ...(course.remissionDate === null ? [] : [at('remission')(course.remissionDate)]),
    ...course.transplantDates.map(at('transplant')),
    ...course.events.map(({ kind, date }) => at(kind)(date)),
  ];
  // The latest on top: then no line of a later mark runs through the words of an earlier one.
  return marks.sort((a, b) => b.at - a.at);
}
