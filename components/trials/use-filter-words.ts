import { useTranslations } from 'next-intl';
import { HSCT_POLICIES } from '@/lib/registry/trials/hsct-policy';
import { FLAG_NAMES, LIST_NAMES, type ListName, type Restriction } from '@/lib/registry/trials/search/filter';
import {
  INTERVENTION_CLASSES,
  KMT2A_STRATA,
  PHASES,
  SOURCE_LEVELS,
  STATUSES,
  TRIAL_KINDS,
} from '@/lib/registry/vocabulary';
import { useGroupName } from './use-group-name';

/** The text of a value that belongs to a list; another stands as it is. */
function named<Word extends string>(words: readonly Word[], value: string, text: (word: Word) => string): string {
  const known = words.find((word) => word === value);
  return known === undefined ? value : text(known);
}

/** The choices of the list's filters, and what narrows it now, in the reader's words. */
export function useFilterWords(): {
  choice: (name: ListName, value: string) => string;
  restriction: (restriction: Pick<Restriction, 'name' | 'value'>) => string;
} {
  const t = useTranslations('trials');
  const facets = useTranslations('facets');
  const vocabulary = useTranslations('vocabulary');
  const source = useTranslations('source');
  const groupName = useGroupName();

  const choice = (name: ListName, value: string): string => {
    switch (name) {
      case 'group':
        return groupName(value);
      case 'status':
        return named(STATUSES, value, (status) => vocabulary(`status.${status}`));
      case 'kind':
        return named(TRIAL_KINDS, value, (kind) => vocabulary(`kinds.${kind}`));
      case 'phase':
        return value === 'none' ? facets('phaseNone') : named(PHASES, value, (phase) => vocabulary(`phase.${phase}`));
      case 'decade':
        return facets('decade', { year: value });
      case 'population':
        return named(KMT2A_STRATA, value, (kmt2a) => vocabulary(`kmt2a.${kmt2a}`));
      case 'intervention':
        return named(INTERVENTION_CLASSES, value, (one) => vocabulary(`interventionClass.${one}`));
      case 'hsct':
        return named(HSCT_POLICIES, value, (policy) => facets(`hsct.${policy}`));
      case 'level':
        return named(SOURCE_LEVELS, value, (level) => source(`level.${level}`));
    }
  };
  const restriction = ({ name, value }: Pick<Restriction, 'name' | 'value'>): string => {
    if (name === 'q') return t('quoted', { q: value });
    if (name === 'from') return t('fromYear', { year: value });
    if (name === 'to') return t('untilYear', { year: value });
    const flag = FLAG_NAMES.find((known) => known === name);
    if (flag !== undefined) return t(flag);
    const list = LIST_NAMES.find((known) => known === name);
    if (list === undefined) return value;
    return list === 'hsct' ? `${facets('title.hsct')}: ${choice(list, value)}` : choice(list, value);
  };
  return { choice, restriction };
}
