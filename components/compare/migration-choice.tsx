'use client';

import { NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { useHydrated } from '@/components/ui/use-hydrated';
import { groupsAddress, type CohortAddress } from '@/lib/comparison/groups/address';
import type { Grouping } from '@/lib/comparison/groups/groupings';
import type { CompareSelection } from '@/lib/comparison/selection/selection';
import { useRouter } from '@/lib/i18n/navigation';
import classes from './cohort.module.css';

type Props = Readonly<{
  protocols: readonly Readonly<{ slug: string; name: string }>[];
  selection: Pick<CompareSelection, 'endpoint' | 'local'>;
  by: Grouping;
  cohort: CohortAddress;
}>;

/** The two protocols under whose risk rules the cohort is laid side by side; each choice is an address of its own. */
export function MigrationChoice({ protocols, selection, by, cohort }: Props) {
  const t = useTranslations('groups.migration');
  const router = useRouter();
  const ready = useHydrated();
  const [pending, start] = useTransition();
  const [first = '', second = ''] = cohort.under ?? [];
  const go = (under: readonly string[]): void =>
    start(() => router.replace(groupsAddress(selection, by, { ...cohort, under }), { scroll: false }));
  const options = [
    { value: '', label: t('none') },
    ...protocols.map(({ slug, name }) => ({ value: slug, label: name })),
  ];
  return (
    <form
      className={classes.fields}
      aria-label={t('title')}
      aria-busy={pending}
      onSubmit={(event) => event.preventDefault()}
    >
      <NativeSelect
        size="xs"
        label={t('first')}
        data={options}
        value={first}
        disabled={!ready}
        onChange={({ currentTarget: { value } }) => go(value === '' ? [] : [value, ...(second === '' ? [] : [second])])}
      />
      <NativeSelect
        size="xs"
        label={t('second')}
        data={options.filter(({ value }) => value !== first || value === '')}
        value={second}
        disabled={!ready || first === ''}
        onChange={({ currentTarget: { value } }) => go(value === '' ? [first] : [first, value])}
      />
    </form>
  );
}
