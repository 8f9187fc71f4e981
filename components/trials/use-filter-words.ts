import { useTranslations } from 'next-intl';
import type { ListName, Restriction, TrialFilter } from '@/lib/registry/trials/search/filter';
import { useGroupName } from './use-group-name';

type ValueOf<Name extends ListName> = TrialFilter[Name][number];

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
        return vocabulary(`status.${value as ValueOf<'status'>}`);
      case 'kind':
        return vocabulary(`kinds.${value as ValueOf<'kind'>}`);
      case 'phase':
        return value === 'none'
          ? facets('phaseNone')
          : vocabulary(`phase.${value as Exclude<ValueOf<'phase'>, 'none'>}`);
      case 'decade':
        return facets('decade', { year: value });
      case 'population':
        return vocabulary(`kmt2a.${value as ValueOf<'population'>}`);
      case 'intervention':
        return vocabulary(`interventionClass.${value as ValueOf<'intervention'>}`);
      case 'hsct':
        return facets(`hsct.${value as ValueOf<'hsct'>}`);
      case 'level':
        return source(`level.${value as ValueOf<'level'>}`);
    }
  };
  const restriction = ({ name, value }: Pick<Restriction, 'name' | 'value'>): string => {
    if (name === 'q') return t('quoted', { q: value });
    if (name === 'from') return t('fromYear', { year: value });
    if (name === 'to') return t('untilYear', { year: value });
    if (name === 'hasEfs' || name === 'hasOs' || name === 'hasRiskRules') return t(name);
    return name === 'hsct' ? `${facets('title.hsct')}: ${choice(name, value)}` : choice(name, value);
  };
  return { choice, restriction };
}
