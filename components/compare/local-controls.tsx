'use client';

import { Checkbox, NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { OpenChoices } from '@/lib/comparison/disclosure';
import type { CompareSelection } from '@/lib/comparison/selection/selection';
import { NETWORK_GROUPS } from '@/lib/comparison/network/groups';
import { FAILURE_TIMES, LOCAL_TIME_ZEROS, SWITCH_COUNTS, USUAL_CHOICES } from '@/lib/patients/timeline';
import { KMT2A_STRATA, type SurvivalEndpoint } from '@/lib/registry/vocabulary';
import classes from './compare.module.css';

export type SiteOption = Readonly<{ code: string; name: string }>;

type Local = CompareSelection['local'];
type Props = Readonly<{
  endpoint: SurvivalEndpoint;
  local: Local;
  sites: readonly SiteOption[];
  open: OpenChoices | null;
  onChange: (local: Local) => void;
}>;

const FIRST_YEAR = 1990;
const ANALYSIS_YEARS = [1, 2, 3, 4, 5, 6];

/** Which of the reader's own patients make the local curve. */
export function LocalControls({ endpoint, local, sites, open, onChange }: Props) {
  const t = useTranslations('compare');
  // A choice made before the page listens would be lost without a word.
  const ready = useHydrated();
  const [thisYear] = useState(() => new Date().getFullYear());
  const chosenYears = [local.from, local.to].filter((year) => year !== null);
  const first = Math.min(FIRST_YEAR, ...chosenYears);
  const last = Math.max(thisYear, ...chosenYears);
  const years = Array.from({ length: last - first + 1 }, (_, i) => String(last - i));
  const optionsOf = (bound: 'from' | 'to') => [
    { value: '', label: t('anyYear') },
    ...years.filter((year) => isOpen(open, bound, Number(year), local)).map((year) => ({ value: year, label: year })),
  ];
  const asYear = (value: string): number | null => (value === '' ? null : Number(value));
  if (local.network !== null) return <NetworkControls local={local} sites={sites} ready={ready} onChange={onChange} />;
  return (
    <fieldset className={classes.local} disabled={!ready}>
      <Whose local={local} onChange={onChange} />
      {sites.length > 1 && (
        <NativeSelect
          size="xs"
          label={t('site')}
          data={[{ value: '', label: t('allSites') }, ...sites.map(({ code, name }) => ({ value: code, label: name }))]}
          value={local.site ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ ...local, site: value === '' ? null : value })}
        />
      )}
      <NativeSelect
        size="xs"
        label={t('cohort')}
        data={KMT2A_STRATA.filter((value) => value === local.kmt2a || open?.populations.includes(value) !== false).map(
          (value) => ({ value, label: t(`cohortOption.${value}`) }),
        )}
        value={local.kmt2a}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...local, kmt2a: KMT2A_STRATA.find((stratum) => stratum === value) ?? 'all' })
        }
      />
      <div className={classes.years}>
        <NativeSelect
          size="xs"
          label={t('from')}
          data={optionsOf('from').filter(({ value }) => value === '' || local.to === null || Number(value) <= local.to)}
          value={local.from?.toString() ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ ...local, from: asYear(value) })}
        />
        <NativeSelect
          size="xs"
          label={t('to')}
          data={optionsOf('to').filter(
            ({ value }) => value === '' || local.from === null || Number(value) >= local.from,
          )}
          value={local.to?.toString() ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ ...local, to: asYear(value) })}
        />
      </div>
      <AnalysisEnd local={local} onChange={onChange} />
      {open === null && <DefinitionControls endpoint={endpoint} local={local} onChange={onChange} />}
    </fieldset>
  );
}

/** The pool of several sites: what was released of it can be chosen by group alone. */
function NetworkControls({
  local,
  sites,
  ready,
  onChange,
}: Pick<Props, 'local' | 'sites' | 'onChange'> & Readonly<{ ready: boolean }>) {
  const t = useTranslations('compare');
  return (
    <fieldset className={classes.local} disabled={!ready}>
      {sites.length > 0 && <Whose local={local} onChange={onChange} />}
      <NativeSelect
        size="xs"
        label={t('whose.networkGroup')}
        data={NETWORK_GROUPS.map((value) => ({ value, label: t(`whose.group.${value}`) }))}
        value={local.network ?? 'all'}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...local, network: NETWORK_GROUPS.find((group) => group === value) ?? 'all' })
        }
      />
      <AnalysisEnd local={local} onChange={onChange} />
    </fieldset>
  );
}

/** The reader's own patients, or the network's, of which nothing but a group is asked. */
function Whose({ local, onChange }: Pick<Props, 'local' | 'onChange'>) {
  const t = useTranslations('compare');
  const pooled = { from: null, to: null, zero: null, choices: USUAL_CHOICES, network: local.kmt2a } as const;
  return (
    <NativeSelect
      size="xs"
      label={t('whose.whose')}
      data={[
        { value: 'own', label: t('whose.own') },
        { value: 'network', label: t('whose.network') },
      ]}
      value={local.network === null ? 'own' : 'network'}
      onChange={({ currentTarget: { value } }) =>
        onChange({ ...local, ...(value === 'network' ? pooled : { network: null }) })
      }
    />
  );
}

/** Where the analysis ends; the axis has a control of its own. */
function AnalysisEnd({ local, onChange }: Pick<Props, 'local' | 'onChange'>) {
  const t = useTranslations('compare');
  const { analyseYears } = local;
  const ends = [...new Set([...ANALYSIS_YEARS, ...(analyseYears === null ? [] : [analyseYears])])];
  return (
    <NativeSelect
      size="xs"
      label={t('analyseTo')}
      data={[
        { value: '', label: t('analyseAll') },
        ...ends.sort((a, b) => a - b).map((years) => ({ value: String(years), label: t('years', { years }) })),
      ]}
      value={analyseYears?.toString() ?? ''}
      onChange={({ currentTarget: { value } }) =>
        onChange({ ...local, analyseYears: value === '' ? null : Number(value) })
      }
    />
  );
}

/** What studies do differently within one endpoint; the usual is chosen until the reader says otherwise. */
function DefinitionControls({ endpoint, local, onChange }: Pick<Props, 'endpoint' | 'local' | 'onChange'>) {
  const t = useTranslations('compare');
  const named = useTranslations('vocabulary.endpoint');
  const { choices } = local;
  const go = (change: Partial<Local['choices']>): void => onChange({ ...local, choices: { ...choices, ...change } });
  return (
    <>
      <NativeSelect
        size="xs"
        label={t('zero')}
        data={[
          { value: '', label: t('zeroUsual', { endpoint: named(`${endpoint}.short`) }) },
          ...LOCAL_TIME_ZEROS.map((value) => ({ value, label: t(`zeroOption.${value}`) })),
        ]}
        value={local.zero ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...local, zero: LOCAL_TIME_ZEROS.find((one) => one === value) ?? null })
        }
      />
      {endpoint === 'EFS' && (
        <NativeSelect
          size="xs"
          label={t('failureAt')}
          data={FAILURE_TIMES.map((value) => ({ value, label: t(`failureAtOption.${value}`) }))}
          value={choices.failureAt}
          onChange={({ currentTarget: { value } }) =>
            go({ failureAt: FAILURE_TIMES.find((one) => one === value) ?? 'found' })
          }
        />
      )}
      {endpoint !== 'OS' && (
        <NativeSelect
          size="xs"
          label={t('lineageSwitch')}
          data={SWITCH_COUNTS.map((value) => ({ value, label: t(`lineageSwitchOption.${value}`) }))}
          value={choices.lineageSwitch}
          onChange={({ currentTarget: { value } }) =>
            go({ lineageSwitch: SWITCH_COUNTS.find((one) => one === value) ?? 'event' })
          }
        />
      )}
      <Checkbox
        size="xs"
        label={t('censorAtTransplant')}
        checked={choices.censorAtTransplant}
        onChange={({ currentTarget: { checked } }) => go({ censorAtTransplant: checked })}
      />
    </>
  );
}

/** Whether a period that is open to the reader begins or ends with this year; what is chosen stays in the list. */
function isOpen(open: OpenChoices | null, bound: 'from' | 'to', year: number, local: Local): boolean {
  return open === null || local[bound] === year || open.periods.some((period) => period[bound] === year);
}
