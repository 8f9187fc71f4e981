'use client';

import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useOptimistic, useTransition } from 'react';
import { useHydrated } from '@/components/ui/use-hydrated';
import {
  COHORT_FILTERS,
  FILTER_VALUES,
  NO_FILTERS,
  chosenFilters,
  inShownOrder,
} from '@/lib/comparison/cohort/filters';
import { groupsAddress, type CohortAddress } from '@/lib/comparison/groups/address';
import type { Grouping } from '@/lib/comparison/groups/groupings';
import type { CompareSelection } from '@/lib/comparison/selection/selection';
import { Link, useRouter } from '@/lib/i18n/navigation';
import classes from './cohort.module.css';
import { useFilterWords } from './use-filter-words';

type Named = Readonly<{ slug: string; name: string }>;
type Props = Readonly<{
  selection: Pick<CompareSelection, 'endpoint' | 'local'>;
  by: Grouping;
  cohort: CohortAddress;
  /** protocols recorded at the sites */
  protocols: readonly Named[];
  /** arms recorded with a day of allocation */
  arms: readonly Named[];
  /** groups by day 8 under the rules of each protocol */
  risks: readonly Named[];
  /** trials of the registry */
  trials: readonly Named[];
}>;

/** Who is in the cohort, and whose published baseline stands beside; the address holds both. */
export function CohortFilterForm({ selection, by, cohort, protocols, arms, risks, trials }: Props) {
  const t = useTranslations('groups.cohort');
  const words = useFilterWords();
  const router = useRouter();
  const ready = useHydrated();
  const [pending, startTransition] = useTransition();
  // A second change made before the page has answered the first builds on the first.
  const [asked, expect] = useOptimistic(cohort);
  const go = (change: Partial<CohortAddress>): void =>
    startTransition(() => {
      const next = { ...asked, ...change };
      expect(next);
      router.replace(groupsAddress(selection, by, next), { scroll: false });
    });
  const optionsOf = (filter: (typeof COHORT_FILTERS)[number]) =>
    filter === 'protocol' || filter === 'arm' || filter === 'risk'
      ? { risk: risks, protocol: protocols, arm: arms }[filter].map(({ slug, name }) => ({ value: slug, label: name }))
      : FILTER_VALUES[filter].map((value) => ({ value, label: words.value(filter, value) }));
  return (
    <form
      className={classes.form}
      aria-label={t('choose')}
      aria-busy={pending}
      onSubmit={(event) => event.preventDefault()}
    >
      <div className={classes.fields}>
        {COHORT_FILTERS.map((filter) => (
          <FilterBoxes
            key={filter}
            name={words.name(filter)}
            options={optionsOf(filter)}
            chosen={inShownOrder(filter, asked.filters[filter])}
            ready={ready}
            onChange={(values) => go({ filters: { ...asked.filters, [filter]: values } })}
          />
        ))}
        <Beside asked={asked} trials={trials} ready={ready} go={go} />
      </div>
      <p className={classes.hint}>
        {t('several')} {t('risk')}
      </p>
      {chosenFilters(asked.filters).length > 0 && (
        <Link href={groupsAddress(selection, by, { ...asked, filters: NO_FILTERS })} scroll={false}>
          {t('clear')}
        </Link>
      )}
      <p className={classes.hint} role="status">
        {pending ? t('updating') : ''}
      </p>
    </form>
  );
}

type BoxesProps = Readonly<{
  name: string;
  options: readonly Readonly<{ value: string; label: string }>[];
  chosen: readonly string[];
  ready: boolean;
  onChange: (values: readonly string[]) => void;
}>;

/** One filter: folded, it says what is chosen; opened, it has a box for each value. */
function FilterBoxes({ name, options, chosen, ready, onChange }: BoxesProps) {
  const t = useTranslations('groups.cohort');
  const labels = chosen.map((value) => options.find((option) => option.value === value)?.label ?? value);
  return (
    <details className={classes.filter}>
      <summary>
        <span>{name}</span>
        <small>{labels.length === 0 ? t('any') : labels.join('; ')}</small>
      </summary>
      <fieldset className={classes.boxes} aria-label={name} disabled={!ready}>
        {options.map(({ value, label }) => (
          <Checkbox
            key={value}
            size="xs"
            label={label}
            checked={chosen.includes(value)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
        ))}
      </fieldset>
    </details>
  );
}

type BesideProps = Pick<Props, 'trials'> &
  Readonly<{ asked: CohortAddress; ready: boolean; go: (change: Partial<CohortAddress>) => void }>;

/** Adds a trial whose published baseline is to stand beside; each that does has a button to take it away. */
function Beside({ asked, trials, ready, go }: BesideProps) {
  const t = useTranslations('groups.cohort');
  const chosen = asked.trials.flatMap((slug) => trials.find((trial) => trial.slug === slug) ?? []);
  return (
    <div>
      <NativeSelect
        size="xs"
        label={t('beside')}
        disabled={!ready}
        data={[
          { value: '', label: chosen.length === 0 ? t('noneBeside') : t('addTrial') },
          ...trials
            .filter(({ slug }) => !asked.trials.includes(slug))
            .map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
        value=""
        onChange={({ currentTarget: { value } }) => value !== '' && go({ trials: [...asked.trials, value] })}
      />
      {chosen.map(({ slug, name }) => (
        <Button
          key={slug}
          type="button"
          variant="subtle"
          size="compact-xs"
          aria-label={t('removeTrial', { trial: name })}
          onClick={() => go({ trials: asked.trials.filter((one) => one !== slug) })}
        >
          {name} ×
        </Button>
      ))}
    </div>
  );
}
