import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Input } from '@/components/ui/field';
import { GeneText } from '@/components/ui/gene-text';
import { formatNumber } from '@/lib/i18n/format';
import { HSCT_POLICIES } from '@/lib/registry/trials/hsct-policy';
import { INTERVENTION_CLASSES, KMT2A_STRATA, SOURCE_LEVELS, STATUSES, TRIAL_KINDS } from '@/lib/registry/vocabulary';
import type { TrialFacets } from '@/lib/registry/trials/search/facets';
import {
  FLAG_NAMES,
  type FilterName,
  type FlagName,
  type ListName,
  type TrialFilter,
} from '@/lib/registry/trials/search/filter';
import { PHASE_CHOICES } from '@/lib/registry/trials/search/reading';
import classes from './filter-form.module.css';
import { useFilterWords } from './use-filter-words';

type Props = Readonly<{ filter: TrialFilter; facets: TrialFacets }>;

/** The lists of choices in the order of the page; those without an order of their own stand by name or by year. */
const LISTS: readonly { name: ListName; order: readonly string[] | 'name' | 'value' }[] = [
  { name: 'status', order: STATUSES },
  { name: 'population', order: KMT2A_STRATA },
  { name: 'group', order: 'name' },
  { name: 'phase', order: PHASE_CHOICES },
  { name: 'decade', order: 'value' },
  { name: 'intervention', order: INTERVENTION_CLASSES },
  { name: 'hsct', order: HSCT_POLICIES },
  { name: 'level', order: SOURCE_LEVELS },
  { name: 'kind', order: TRIAL_KINDS },
];
/** Lists that stand open on the first visit: short ones that most questions begin with. */
const OPEN: readonly ListName[] = ['status', 'population'];

/** Whether a choice asks for what a study has. */
function asksForSomething(name: FlagName): boolean {
  return name.startsWith('has');
}
const MISSING = FLAG_NAMES.filter((name) => !asksForSomething(name));

/** Choices with the number of trials that each would show. */
export function TrialFacetFields({ filter, facets }: Props) {
  const t = useTranslations('trials');
  return (
    <details className={classes.facets}>
      <summary className={classes.summary}>{t('filters')}</summary>
      <fieldset className={classes.facet}>
        <legend>{t('content')}</legend>
        {FLAG_NAMES.filter(asksForSomething).map((name) => (
          <Choice key={name} name={name} value="1" checked={filter[name]} label={t(name)} count={facets[name]} />
        ))}
      </fieldset>
      <details className={classes.list} open={MISSING.some((name) => filter[name])}>
        <summary>{t('missing')}</summary>
        <fieldset className={classes.facet} aria-label={t('missing')}>
          {MISSING.map((name) => (
            <Choice key={name} name={name} value="1" checked={filter[name]} label={t(name)} count={facets[name]} />
          ))}
        </fieldset>
      </details>
      <fieldset className={classes.facet}>
        <legend>{t('years')}</legend>
        <div className={classes.years}>
          <YearField name="from" value={filter.from} label={t('yearsFrom')} hint={t('from')} />
          <span aria-hidden="true">–</span>
          <YearField name="to" value={filter.to} label={t('yearsTo')} hint={t('to')} />
        </div>
      </fieldset>
      {LISTS.map(({ name, order }) => (
        <Facet key={name} name={name} order={order} chosen={filter[name]} counts={facets[name]} />
      ))}
    </details>
  );
}

type FacetProps = Readonly<{
  name: ListName;
  order: readonly string[] | 'name' | 'value';
  chosen: readonly string[];
  counts: Readonly<Record<string, number>>;
}>;

function Facet({ name, order, chosen, counts }: FacetProps) {
  const t = useTranslations('facets');
  const words = useFilterWords();
  const values = [...new Set([...Object.keys(counts), ...chosen])];
  const sorted = sortChoices(values, order, (value) => words.choice(name, value));
  return (
    <details className={classes.list} open={OPEN.includes(name) || chosen.length > 0}>
      <summary>
        {t(`title.${name}`)}
        {chosen.length > 0 && <span className={classes.chosen}>{t('chosen', { count: chosen.length })}</span>}
      </summary>
      <fieldset className={classes.facet} aria-label={t(`title.${name}`)}>
        {sorted.map((value) => (
          <Choice
            key={value}
            name={name}
            value={value}
            checked={chosen.includes(value)}
            label={<GeneText text={words.choice(name, value)} />}
            count={counts[value] ?? 0}
          />
        ))}
      </fieldset>
    </details>
  );
}

function sortChoices(
  values: readonly string[],
  order: FacetProps['order'],
  labelOf: (value: string) => string,
): string[] {
  if (order === 'name') return [...values].sort((a, b) => labelOf(a).localeCompare(labelOf(b)));
  if (order === 'value') return [...values].sort();
  return [...values].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

function YearField({
  name,
  value,
  label,
  hint,
}: Readonly<{ name: 'from' | 'to'; value: number | null; label: string; hint: string }>) {
  return (
    <Input
      className={classes.input}
      name={name}
      type="text"
      inputMode="numeric"
      pattern="(19|20)[0-9]{2}"
      maxLength={4}
      placeholder={hint}
      aria-label={label}
      defaultValue={value ?? ''}
    />
  );
}

function Choice({
  name,
  value,
  checked,
  label,
  count,
}: Readonly<{ name: FilterName; value: string; checked: boolean; label: ReactNode; count: number }>) {
  const locale = useLocale();
  return (
    <label className={classes.choice} data-empty={count === 0}>
      <Input type="checkbox" name={name} value={value} defaultChecked={checked} />
      <span>{label}</span>
      <span className={classes.count}>{formatNumber(count, locale)}</span>
    </label>
  );
}
