import type { MessageLookup } from '@/lib/i18n/message-lookup';
import { formatNumber } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import type { CourseWords } from './draw-course';

/** The words of the drawing of a course, from the texts of one language. */
export function courseWords(t: MessageLookup, locale: Locale): CourseWords {
  return {
    mrd: t('patientCourse.mrdAxis'),
    limits: t('patientCourse.mrdLimits'),
    day: (day) => t('patient.dayNumber', { day: formatNumber(day, locale) }),
    years: (years) => t('patientCourse.years', { years: formatNumber(years, locale, Number.isInteger(years) ? 0 : 2) }),
    percent: (percent) => `${formatNumber(percent, locale, Math.max(0, -Math.log10(percent)))}\u00a0%`,
    treatment: ({ class: name, agents, cycle }) =>
      [
        agents ?? t(`patientForm.option.treatmentClass.${name}`),
        ...(cycle === null ? [] : [t('patientCourse.cycle', { cycle })]),
      ].join(', '),
    mark: (what) => t(`patient.contact.${what}`),
  };
}
