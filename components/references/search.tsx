import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Input, Select } from '@/components/ui/field';
import { getPathname, Link } from '@/lib/i18n/navigation';
import {
  NO_REFERENCE_FILTER,
  REFERENCE_SORTS,
  referencesQuery,
  type ReferenceFilter,
} from '@/lib/registry/references/filter';
import { REFERENCE_TYPES, SOURCE_LEVELS } from '@/lib/registry/vocabulary';
import type { TrialLink } from '@/lib/registry/trials/summary';
import classes from './list.module.css';

type Props = Readonly<{ filter: ReferenceFilter; trials: readonly TrialLink[]; shown: number; all: number }>;

/** A plain form: the search stands in the address and works without script. */
export function ReferenceSearch({ filter, trials, shown, all }: Props) {
  const t = useTranslations('references');
  const locale = useLocale();
  const address = referencesQuery(filter);
  const narrowed = referencesQuery({ ...filter, sort: 'list' }) !== '';
  return (
    <form
      key={address}
      className={classes.form}
      role="search"
      aria-label={t('search')}
      action={getPathname({ href: '/references', locale })}
    >
      <div className={classes.search}>
        <Input
          className={classes.input}
          type="search"
          name={'q' satisfies keyof ReferenceFilter}
          aria-label={t('search')}
          placeholder={t('searchHint')}
          defaultValue={filter.q}
          maxLength={100}
        />
        <Button className={classes.button} type="submit">
          {t('apply')}
        </Button>
        {narrowed && (
          <Link
            href={`/references${referencesQuery({ ...NO_REFERENCE_FILTER, sort: filter.sort }).replace(/^(?=.)/u, '?')}`}
          >
            {t('clear')}
          </Link>
        )}
        <span className={classes.count} role="status">
          {t('count', { shown, all })}
        </span>
      </div>
      <Filters filter={filter} trials={trials} />
    </form>
  );
}

function Filters({ filter, trials }: Pick<Props, 'filter' | 'trials'>) {
  const t = useTranslations('references');
  return (
    <details className={classes.filters} open={referencesQuery({ ...filter, q: '' }) !== ''}>
      <summary>{t('filters')}</summary>
      <div>
        <Checks name="type" legend={t('type')} values={REFERENCE_TYPES} chosen={filter.type} />
        <Checks name="level" legend={t('level')} values={SOURCE_LEVELS} chosen={filter.level} />
        <label>
          {t('trial')}
          <Select
            name={'trial' satisfies keyof ReferenceFilter}
            className={classes.input}
            defaultValue={filter.trial ?? ''}
          >
            <option value="">{t('anyTrial')}</option>
            {trials.map(({ slug, acronym }) => (
              <option key={slug} value={slug}>
                {acronym}
              </option>
            ))}
          </Select>
        </label>
        <label>
          {t('sortBy')}
          <Select name={'sort' satisfies keyof ReferenceFilter} className={classes.input} defaultValue={filter.sort}>
            {REFERENCE_SORTS.map((sort) => (
              <option key={sort} value={sort}>
                {t(`sort.${sort}`)}
              </option>
            ))}
          </Select>
        </label>
      </div>
    </details>
  );
}

type ChecksProps =
  | Readonly<{ name: 'type'; legend: string; values: typeof REFERENCE_TYPES; chosen: ReferenceFilter['type'] }>
  | Readonly<{ name: 'level'; legend: string; values: typeof SOURCE_LEVELS; chosen: ReferenceFilter['level'] }>;

function Checks(props: ChecksProps) {
  const t = useTranslations('references');
  const source = useTranslations('source');
  const choices =
    props.name === 'type'
      ? props.values.map((value) => ({ value, label: t(`types.${value}`) }))
      : props.values.map((value) => ({ value, label: source(`level.${value}`) }));
  const chosen: readonly string[] = props.chosen;
  return (
    <fieldset>
      <legend>{props.legend}</legend>
      {choices.map(({ value, label }) => (
        <label key={value} className={classes.check}>
          <Input type="checkbox" name={props.name} value={value} defaultChecked={chosen.includes(value)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
