import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatNumber } from '@/lib/i18n/format';
import { STATUSES, TRIAL_KINDS } from '@/lib/registry/schema';
import type { TrialFacets, TrialFilter } from '@/lib/registry/search';
import classes from './trial-filter-form.module.css';
import { useGroupName } from './use-group-name';

type Props = Readonly<{ filter: TrialFilter; facets: TrialFacets }>;

/** Choices with the number of trials that each would show. */
export function TrialFacetFields({ filter, facets }: Props) {
  const t = useTranslations('trials');
  const vocabulary = useTranslations('vocabulary');
  const groupName = useGroupName();
  const groups = Object.keys(facets.group).sort((a, b) => groupName(a).localeCompare(groupName(b)));
  return (
    <details className={classes.facets}>
      <summary className={classes.summary}>{t('filters')}</summary>
      <Facet title={t('content')}>
        <Choice name="hasEfs" value="1" checked={filter.hasEfs} label={t('hasEfs')} count={facets.hasEfs} />
        <Choice name="hasOs" value="1" checked={filter.hasOs} label={t('hasOs')} count={facets.hasOs} />
        <Choice name="hasRiskRules" value="1" checked={filter.hasRiskRules} label={t('hasRiskRules')} count={facets.hasRiskRules} />
      </Facet>
      <Facet title={t('kind')}>
        {TRIAL_KINDS.map((kind) => <Choice key={kind} name="kind" value={kind} checked={filter.kind.includes(kind)} label={vocabulary(`kinds.${kind}`)} count={facets.kind[kind] ?? 0} />)}
      </Facet>
      <Facet title={t('years')}>
        <div className={classes.years}>
          <input className={classes.input} name="from" type="text" inputMode="numeric" pattern="(19|20)[0-9]{2}" maxLength={4} placeholder={t('from')} aria-label={t('yearsFrom')} defaultValue={filter.from ?? ''} />
          <span aria-hidden="true">–</span>
          <input className={classes.input} name="to" type="text" inputMode="numeric" pattern="(19|20)[0-9]{2}" maxLength={4} placeholder={t('to')} aria-label={t('yearsTo')} defaultValue={filter.to ?? ''} />
        </div>
      </Facet>
      <Facet title={t('status')}>
        {STATUSES.filter((status) => facets.status[status] !== undefined).map((status) => (
          <Choice key={status} name="status" value={status} checked={filter.status.includes(status)} label={vocabulary(`status.${status}`)} count={facets.status[status] ?? 0} />
        ))}
      </Facet>
      <Facet title={t('group')}>
        {groups.map((group) => <Choice key={group} name="group" value={group} checked={filter.group.includes(group)} label={groupName(group)} count={facets.group[group] ?? 0} />)}
      </Facet>
    </details>
  );
}

function Facet({ title, children }: Readonly<{ title: string; children: ReactNode }>) {
  return (
    <fieldset className={classes.facet}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function Choice({ name, value, checked, label, count }: Readonly<{ name: string; value: string; checked: boolean; label: string; count: number }>) {
  const locale = useLocale();
  return (
    <label className={classes.choice} data-empty={count === 0}>
      <input type="checkbox" name={name} value={value} defaultChecked={checked} />
      <span>{label}</span>
      <span className={classes.count}>{formatNumber(count, locale)}</span>
    </label>
  );
}
