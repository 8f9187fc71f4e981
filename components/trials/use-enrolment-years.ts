import { useTranslations } from 'next-intl';
import { formatYearSpan } from '@/lib/i18n/format';
import type { Enrolment } from '@/lib/registry/schema';
import type { TrialStatus } from '@/lib/registry/vocabulary';

type Enrolled = Pick<Enrolment, 'start' | 'end'>;

/**
 * Words for the years of enrolment that are known: `2006–2016`, `from 1987`, `until 1999`, or null. `from` alone reads as if
 * patients were still enrolled, so where the status is given, one that no longer recruits says that its end is not known.
 */
export function useEnrolmentYears(): (enrolment: Enrolled, status?: TrialStatus) => string | null {
  const t = useTranslations('vocabulary.years');
  return ({ start, end }, status = 'recruiting') => {
    if (start !== null && end !== null) return formatYearSpan(start, end);
    if (start !== null) return t(status === 'recruiting' ? 'from' : 'endUnknown', { year: start.slice(0, 4) });
    if (end !== null) return t('until', { year: end.slice(0, 4) });
    return null;
  };
}
