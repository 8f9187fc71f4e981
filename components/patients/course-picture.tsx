import { useLocale, useTranslations } from 'next-intl';
import { createElement } from 'react';
import { formatDay } from '@/lib/i18n/format';
import { courseWords } from '@/lib/patients/course-drawing/course-words';
import { drawCourse, type CourseDrawing, type Ink } from '@/lib/patients/course-drawing/draw-course';
import type { PatientRecord } from '@/lib/patients/records/record';
import { daysBetween, lastContact, type PatientCourse } from '@/lib/patients/timeline';
import classes from './patient.module.css';

type Props = Readonly<{ record: PatientRecord; course: PatientCourse }>;

/** Drawn thrice, for wide and narrow screens and for a sheet of A4, so that the type is readable on each; one of them is shown. */
const WIDTHS = { wide: 1000, narrow: 350, paper: 700 } as const;

/** The course from diagnosis to last contact with treatment, MRD and what happened; the tables say the same in words. */
export function CoursePicture({ record, course }: Props) {
  const t = useTranslations();
  const locale = useLocale();
  const words = courseWords((key, values) => t(key, values), locale);
  const last = lastContact(course);
  const label = t('patient.picture', {
    from: formatDay(course.diagnosisDate, locale),
    to: formatDay(last.date, locale),
    days: daysBetween(course.diagnosisDate, last.date),
  });
  const draw = (width: number): CourseDrawing | null => drawCourse(record, { width, words, paint });
  const [wide, narrow, paper] = [draw(WIDTHS.wide), draw(WIDTHS.narrow), draw(WIDTHS.paper)];
  if (!wide || !narrow || !paper) return null;
  return (
    <figure className={classes.section} style={{ margin: 0 }}>
      <figcaption className="muted">{t('patient.courseNote')}</figcaption>
      <Drawing drawing={wide} label={label} className={classes.wideDrawing} />
      <Drawing drawing={narrow} label={label} className={classes.narrowDrawing} />
      <Drawing drawing={paper} label={label} className={classes.paperDrawing} />
    </figure>
  );
}

type DrawingProps = Readonly<{ drawing: CourseDrawing; label: string; className: string | undefined }>;

function Drawing({ drawing: { width, height, shapes }, label, className }: DrawingProps) {
  return (
    <svg className={className} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {shapes.map(({ tag, attributes, text }, index) => {
        const { 'text-anchor': anchor, 'font-size': size, 'font-weight': weight, ...rest } = attributes;
        const { 'stroke-width': stroke, 'stroke-dasharray': dashes, ...plain } = rest;
        const styled = {
          textAnchor: anchor,
          fontSize: size,
          fontWeight: weight,
          strokeWidth: stroke,
          strokeDasharray: dashes,
        };
        return createElement(tag, { key: index, ...plain, ...styled }, text);
      })}
    </svg>
  );
}

function paint(ink: Ink): string {
  return {
    ink: 'var(--ink)',
    muted: 'var(--muted)',
    line: 'var(--line-strong)',
    ground: 'var(--ground)',
    accent: 'var(--accent)',
  }[ink];
}
