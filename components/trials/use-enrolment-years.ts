import { useTranslations } from 'next-intl';
import { formatYearSpan } from '@/lib/i18n/format';
import type { Enrolment } from '@/lib/registry/schema';

/** Words for the years of enrolment that are known: `2006–2016`, `from 1987`, `until 1999`, or null. */
export function useEnrolmentYears(): (enrolment: Pick<Enrolment, 'start' | 'end'>) => string | null {
  const t = useTranslations('vocabulary.years');
  return ({ start, end }) => {
    if (start !== null && end !== null) return formatYearSpan(start, end);
    if (start !== null) return t('from', { year: start.slice(0, 4) });
    if (end !== null) return t('until', { year: end.slice(0, 4) });
    return null;
  };
}
