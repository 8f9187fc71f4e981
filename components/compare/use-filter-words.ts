import { useTranslations } from 'next-intl';
import type { CohortFilter } from '@/lib/comparison/cohort/filters';
import { filterName, filterValue } from '@/lib/comparison/cohort/filter-words';

const NO_PROTOCOLS: ReadonlyMap<string, string> = new Map();

/** The names of the filters and of what they let through, in the reader's language. */
export function useFilterWords() {
  const t = useTranslations();
  return {
    name: (filter: CohortFilter): string => {
      const name = filterName(filter, t);
      return name.charAt(0).toUpperCase() + name.slice(1);
    },
    value: (filter: CohortFilter, value: string): string => filterValue(filter, value, NO_PROTOCOLS, t),
  };
}
