import type { TextTable } from '@/lib/analysis/words';
import { formatInterval, formatNumber, formatPercent, inLocale } from '@/lib/i18n/format';
import type { KeysUnder, MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { toCitation } from '@/lib/registry/references/citation';
import type { BaselineFact, Reference } from '@/lib/registry/schema';
import { groupLabel } from '../groups/group-label';
import type { BaselineBlock } from './baseline';
import { filterName, filterValue } from './filter-words';
import { inShownOrder } from './filters';
import type { Cohort, CohortChoice, FlowStep } from './flow';

type Words = Readonly<{ locale: Locale; t: MessageLookup }>;
export type PublishedBaseline = Readonly<{
  facts: readonly (BaselineFact & { trial: string })[];
  references: readonly Reference[];
}>;

const LINEAGES = [
  'B-cell-precursor',
  'mature-B',
  'T',
  'mixed-phenotype',
  'undifferentiated',
] as const satisfies readonly KeysUnder<'groups.cohort.lineage'>[];
const SEXES = ['female', 'male'] as const;
const EN_DASH = '\u2013';

/** How the cohort came about: each filter with whom it excluded, in order; the numbers add up from row to row. */
export function flowTable(
  { all, steps }: Pick<Cohort, 'all' | 'steps'>,
  choice: CohortChoice,
  { siteNames, protocols }: Readonly<{ siteNames: readonly string[]; protocols: ReadonlyMap<string, string> }>,
  { locale, t }: Words,
): TextTable {
  const number = (value: number): string => formatNumber(value, locale);
  return {
    caption: t('groups.cohort.flow'),
    columns: [
      t('groups.cohort.step'),
      t('groups.cohort.otherwise'),
      t('groups.cohort.notRecorded'),
      t('groups.cohort.left'),
    ],
    rows: [
      [t('groups.cohort.all', { sites: siteNames.join(', ') }), EN_DASH, EN_DASH, number(all)],
      ...steps.map(({ filter, otherwise, notRecorded, left }) => [
        stepText(filter, choice, protocols, { locale, t }),
        number(otherwise),
        number(notRecorded),
        number(left),
      ]),
    ],
  };
}

function stepText(
  filter: FlowStep['filter'],
  { kmt2a, from, to, filters }: CohortChoice,
  protocols: ReadonlyMap<string, string>,
  { locale, t }: Words,
): string {
  const name = filterName(filter, t);
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  if (filter === 'years')
    return `${capital}: ${from === to && from !== null ? from : `${from ?? '…'}${EN_DASH}${to ?? '…'}`}`;
  if (filter === 'kmt2a') return `${capital}: ${groupLabel(kmt2a === 'r' ? 'rearranged' : 'germline', t)}`;
  const values = inShownOrder(filter, filters[filter]).map((value) => filterValue(filter, value, protocols, t));
  const either = new Intl.ListFormat(locale, { type: 'disjunction' }).format(values);
  return filter === 'mrd' ? either : `${capital}: ${either}`;
}

/** The cohort's own features: number and percent of those of whom it is recorded, or median and range. */
export function baselineTable(blocks: readonly BaselineBlock[], n: number, { locale, t }: Words): TextTable {
  return {
    caption: t('groups.cohort.baseline', { n }),
    columns: [t('groups.cohort.feature'), t('groups.cohort.share'), t('groups.cohort.missing')],
    rows: blocks.flatMap((block) => {
      const { feature, asked, missing, spread, values } = block;
      const name = t(`groups.cohort.name.${feature}`);
      const gap = formatNumber(missing, locale);
      const recorded = asked - missing;
      return [
        ...(spread === null ? [] : [[`${name}: ${t('groups.cohort.median')}`, spreadText(block, locale), gap]]),
        ...values.map(({ code, n: count }) => [
          `${name}: ${codeText(feature, code, t)}`,
          `${formatNumber(count, locale)} (${formatPercent((100 * count) / recorded, locale, 0)})`,
          gap,
        ]),
        ...(values.length === 0 ? [[name, t('groups.cohort.nowhere'), gap]] : []),
      ];
    }),
  };
}

/** `5.2 (0.4–11.8)` */
function spreadText({ spread, feature }: BaselineBlock, locale: Locale): string {
  if (spread === null) return EN_DASH;
  const digits = feature === 'age' ? 1 : 0;
  return `${formatNumber(spread.median, locale, digits)} (${formatInterval(spread.least, spread.most, locale, digits)})`;
}

function codeText(feature: BaselineBlock['feature'], code: string, t: MessageLookup): string {
  const sex = SEXES.find((one) => feature === 'sex' && one === code);
  if (sex !== undefined) return t(`groups.cohort.sex.${sex}`);
  const lineage = LINEAGES.find((one) => feature === 'lineage' && one === code);
  return lineage === undefined ? groupLabel(code, t) : t(`groups.cohort.lineage.${lineage}`);
}

/** The presenting features that the registry holds of the chosen trials, as printed; null where it holds none. */
export function publishedBaselineTable(
  { facts, references }: PublishedBaseline,
  trials: ReadonlyMap<string, string>,
  { locale, t }: Words,
): TextTable | null {
  if (facts.length === 0) return null;
  const number = (value: number): string => formatNumber(value, locale);
  return {
    caption: t('groups.cohort.published'),
    columns: [
      t('groups.cohort.feature'),
      t('groups.cohort.population'),
      '%',
      t('groups.cohort.patients'),
      t('groups.cohort.source'),
    ],
    rows: facts.map(({ trial, characteristic, stratum, percent, n, denominator, source }) => {
      const reference = references.find(({ id }) => id === source.ref);
      return [
        `${trials.get(trial) ?? trial}: ${inLocale(characteristic, locale)}`,
        stratum === null ? t('groups.cohort.everybody') : inLocale(stratum, locale),
        percent === null ? EN_DASH : formatPercent(percent, locale),
        t('groups.cohort.counts', {
          n: n === null ? 'none' : number(n),
          of: denominator === null ? 'none' : number(denominator),
        }),
        reference === undefined ? source.ref : toCitation(reference).short,
      ];
    }),
  };
}
