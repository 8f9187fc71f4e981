import type { MessageLookup } from '@/lib/i18n/message-lookup';
import { groupLabel } from '../groups/group-label';
import { armFilterParts, mrdFilterParts, riskFilterParts, type CohortFilter, type CohortFilters } from './filters';
import type { FlowStep } from './flow';

/** What a filter is called. */
export function filterName(filter: FlowStep['filter'], t: MessageLookup): string {
  if (filter === 'years' || filter === 'risk' || filter === 'mrd' || filter === 'blina')
    return t(`groups.cohort.filter.${filter}`);
  return t(`groups.byName.${filter}`);
}

/** What a filter lets through. */
export function filterValue(
  filter: CohortFilter,
  value: string,
  protocols: ReadonlyMap<string, string>,
  t: MessageLookup,
): string {
  if (filter === 'blina') return t('groups.cohort.given');
  if (filter === 'protocol') return protocols.get(value) ?? value;
  if (filter === 'arm') {
    const { protocol, arm } = armFilterParts(value);
    return `${protocols.get(protocol) ?? protocol}: ${arm}`;
  }
  if (filter === 'risk') {
    const { protocol, group } = riskFilterParts(value);
    return t('groups.cohort.byRules', { group, protocol: protocols.get(protocol) ?? protocol });
  }
  if (filter !== 'mrd') return groupLabel(value, t);
  const { by, group } = mrdFilterParts(value as CohortFilters['mrd'][number]);
  return `${t(`groups.byName.${by}`)}: ${groupLabel(group, t)}`;
}
