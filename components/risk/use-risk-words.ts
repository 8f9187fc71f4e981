import { useLocale, useTranslations } from 'next-intl';
import { formatNumber } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import type { Truth } from '@/lib/risk/condition';
import {
  FACT_DEFINITIONS,
  type DecisionPoint,
  type FactName,
  type Facts,
  type Group,
  type Unit,
} from '@/lib/risk/facts';
import type { Status } from '@/lib/risk/classify';
import type { Variant } from '@/lib/risk/rule-set';
import type { SourceLevel } from '@/lib/risk/sources';
import type { WhyNoFigure } from './matrix/why-no-figure';

/** The words of the risk rules in the reader's language. */
export type RiskWords = {
  locale: Locale;
  factName: (fact: FactName, form?: 'long' | 'short') => string;
  /** a value with its unit and the language's decimal sign; unknown is "not known yet" */
  factValue: (fact: FactName, value: Facts[FactName]) => string;
  unitName: (unit: Unit) => string;
  /** `diagnosis`, `day 8` */
  pointName: (point: DecisionPoint) => string;
  /** `at diagnosis`, `on day 8` */
  pointTime: (point: DecisionPoint) => string;
  statusName: (status: Status) => string;
  /** `high risk`; the letters HR, IR and LR are the same in both languages */
  groupName: (group: Group) => string;
  /** `HR or IR` */
  groupList: (groups: readonly Group[]) => string;
  variantName: (variant: Variant) => string;
  truthWord: (truth: Truth) => string;
  levelName: (level: SourceLevel) => string;
  /** what stands where no figure stands */
  noFigure: (why: WhyNoFigure) => string;
  or: string;
  notKnownYet: string;
  notEvaluable: string;
};

type ValueKey =
  | `kmt2a.${'rearranged' | 'germline'}`
  | `${'kmt2aEvaluable' | 'remissionEoi'}.${'true' | 'false'}`
  | `kmt2aPartner.${NonNullable<Facts['kmt2aPartner']>}`
  | `cns.${NonNullable<Facts['cns']>}`
  | `prednisoneResponse.${NonNullable<Facts['prednisoneResponse']>}`
  | `mrdHr1.${NonNullable<Facts['mrdHr1']>}`;

const VALUE_KEYS: ReadonlySet<string> = new Set(
  Object.entries(FACT_DEFINITIONS).flatMap(([fact, definition]) =>
    definition.type === 'number'
      ? []
      : (definition.type === 'text' ? definition.allowed : ['true', 'false']).map((value) => `${fact}.${value}`),
  ),
);

function isValueKey(key: string): key is ValueKey {
  return VALUE_KEYS.has(key);
}

export function useRiskWords(): RiskWords {
  const t = useTranslations('risk');
  const locale = useLocale();
  const unitName = (unit: Unit): string => t(`unit.${unit}`);
  return {
    locale,
    factName: (fact, form = 'long') => t(`fact.${fact}.${form}`),
    factValue: (fact, value) => {
      if (value === null || value === undefined) return t('notKnownYet');
      const definition = FACT_DEFINITIONS[fact];
      if (typeof value === 'number' && definition.type === 'number')
        return withUnit(value, definition.unit, unitName(definition.unit), locale);
      const key = `${fact === 'cnsDay8' ? 'cns' : fact}.${String(value)}`;
      return isValueKey(key) ? t(`value.${key}`) : String(value);
    },
    unitName,
    pointName: (point) => t(`point.${point}`),
    pointTime: (point) => t(`when.${point}`),
    statusName: (status) => t(`status.${status}`),
    groupName: (group) => t(`group.${group}`),
    groupList: (groups) => groups.join(t('matrix.or')),
    variantName: (variant) => t(`variant.${variant}`),
    truthWord: (truth) => t(`truth.${truth ?? 'open'}`),
    levelName: (level) => t(`level.${level}`),
    noFigure: (why) => t(`noFigure.${why}`),
    or: t('matrix.or'),
    notKnownYet: t('notKnownYet'),
    notEvaluable: t('notEvaluable'),
  };
}

/** Every decimal that the number has: an MRD of 0.00005 % must not be printed as 0. */
export function exactNumber(value: number, locale: Locale): string {
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const decimals = (digits.split('.')[1]?.length ?? 0) - Number(exponent);
  return formatNumber(value, locale, Math.min(20, Math.max(0, decimals)));
}

function withUnit(value: number, unit: Unit, name: string, locale: Locale): string {
  return `${exactNumber(value, locale)}${unit === 'percent' ? '\u202f' : '\u00a0'}${name}`;
}
