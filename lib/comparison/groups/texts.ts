import { ownTexts, type OwnTexts } from '@/lib/analysis/texts';
import type { OwnCurve } from '@/lib/analysis/curves';
import type { FurtherNumber, TextTable } from '@/lib/analysis/words';
import { afterColon, asBeginning, formatNumber, formatP, formatYears } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { Reference } from '@/lib/registry/schema';
import type { LocalTimeZero } from '@/lib/patients/timeline';
import type { LocalDefinition } from '../selection/local-definition';
import { neverValues } from '../words/caveat-text';
import { signed } from '../words/signed';
import { publishedLines, type PublishedIncidence } from './published-incidence';
import { LANDMARK_DAYS } from './condition';
import { isCondition, isMrd, type Condition, type Grouping } from './groupings';
import type { TimeDependent } from './time-dependent';
import { beyondFollowUp, curveRemarks } from './remarks';
import { type Cause, type LeftOutReason, type LocalGroups, type MeanDifference } from './local-groups';

/** A group smaller than this is named as small. */
const FEW = 5;

type Words = Readonly<{ locale: Locale; t: MessageLookup }>;
type Cohort = Readonly<{
  siteNames: readonly string[];
  madeUp: boolean;
  definition: LocalDefinition['definition'];
  /** the protocol whose risk groups divide the patients */
  rules?: string | null;
  /** who was chosen: a KMT2A status, and whether by anything else */
  kmt2a?: 'r' | 'g' | 'all';
  further?: boolean;
}>;

/** Published incidences, with what they cite. */
type Beside = Readonly<{ published: readonly PublishedIncidence[]; references: readonly Reference[] }>;

export type GroupsTexts = Readonly<{
  own: OwnTexts;
  caveats: readonly string[];
  madeUp: string | null;
  /** that nobody has released the figure; absent: it was, or nobody has asked yet */
  internal?: string | null;
  /** whom the figure shows, and from when: under the titles of its slides */
  under: string;
  footer: string;
  /** who the patients are, for files: the page shows them above */
  tables?: readonly TextTable[];
  /** numbers beside those of the analysis, for files */
  further: readonly FurtherNumber[];
}>;

export function causeLabel(code: Cause, t: MessageLookup): string {
  return t(`groups.cause.${code}`);
}

/** The groups in words: the analysis, and what must be said before two groups are compared. */
export function groupsTexts(
  groups: LocalGroups,
  cohort: Cohort,
  { published, references }: Beside,
  { locale, t }: Words,
): GroupsTexts {
  const { by, analysis, means } = groups;
  const besides = by === 'everybody' ? publishedLines(groups, published, references, { locale, t }) : [];
  const rules = by === 'risk' ? (cohort.rules ?? null) : null;
  const name = rules === null ? t(`groups.byName.${by}`) : t('groups.byRules', { protocol: rules });
  const own = ownTexts(analysis, name, { locale, t });
  const { definition, siteNames } = cohort;
  const madeUp = cohort.madeUp ? t('figure.madeUp') : null;
  const [n, events] = [sum(analysis.curves, 'n'), sum(analysis.curves, 'events')];
  const zero = definition.timeZero;
  const endpoint = t(`vocabulary.endpoint.${definition.endpoint}.long`);
  const xAxis = isCondition(by) ? t('groups.xAxis.landmark', { days: LANDMARK_DAYS[by] }) : t(`groups.xAxis.${zero}`);
  const counts = t('groups.subtitle', { sites: siteNames.join(', '), n, events });
  const whom = [
    asBeginning(t(`figure.localPopulation.${cohort.kmt2a ?? 'all'}`)),
    ...(cohort.further === true ? [t('groups.chosenFurther')] : []),
  ];
  return {
    own: {
      ...own,
      title: t(by === 'everybody' ? 'groups.headingAll' : 'groups.heading', {
        endpoint: endpoint.charAt(0).toUpperCase() + endpoint.slice(1),
        by: name,
      }),
      // The drawing has no band of its own: its subtitle says that the patients are made up.
      subtitle: [[...whom, counts].join('; '), madeUp].filter((part) => part !== null).join('. '),
      xAxis,
      yAxis: `${endpoint.charAt(0).toUpperCase() + endpoint.slice(1)}, %`,
      causes: own.causes.map((words, i) => {
        const cause = analysis.causeNames[i] ?? '';
        const table = { ...words.atTimes, caption: t('groups.incidenceTable', { cause }) };
        return { ...words, title: t('groups.incidence', { cause }), atTimes: table };
      }),
      tests: [
        ...own.tests,
        ...means.map((one) => meanText(one, locale, t)),
        ...(groups.condition === null || !isCondition(by) ? [] : conditionLines(groups.condition, by, { locale, t })),
      ],
      method: methodLines(groups, definition, own.method, t),
    },
    caveats: caveatLines(groups, definition.timeZero, besides, { locale, t }),
    madeUp,
    under: [...whom, afterColon(xAxis), counts].join('; '),
    further: furtherNumbers(groups),
    footer: t('groups.footer', { sites: siteNames.join(', ') }),
  };
}

/** What must be said before two groups are compared. */
function caveatLines(
  groups: LocalGroups,
  zero: LocalTimeZero,
  besides: readonly string[],
  { locale, t }: Words,
): string[] {
  const { by, analysis, leftOut } = groups;
  return [
    ...(isCondition(by) ? [t(`groups.${by}`, { days: LANDMARK_DAYS[by] })] : []),
    ...(by === 'arm' ? [t('groups.arm')] : []),
    ...(isMrd(by) ? [t('groups.mrd')] : []),
    ...(by !== 'everybody' && analysis.curves.length < 2 ? [t('groups.one')] : []),
    ...analysis.curves.flatMap((curve) => curveLines(curve, by, { locale, t })),
    ...neverReachedLines(groups, zero, t),
    ...LEFT_OUT.flatMap((reason) => {
      const count = leftOut[reason];
      return count === undefined
        ? []
        : [t(`groups.leftOut.${reason}`, { count, days: isCondition(by) ? LANDMARK_DAYS[by] : 0 })];
    }),
    ...besides,
  ];
}

function furtherNumbers({ by, means, condition }: LocalGroups): FurtherNumber[] {
  const ratio = condition?.ratio ?? null;
  return [
    ...means.map(({ group, reference, tauYears, difference: { estimate, lower, upper, p } }) => ({
      ...{ statistic: 'difference of restricted means, years', group: `${group} / ${reference}`, time: tauYears },
      ...{ value: estimate, value_low: lower, value_high: upper, p },
    })),
    ...(ratio === null
      ? []
      : [
          {
            ...{
              statistic: `hazard ratio of ${by === 'blina' ? 'blinatumomab' : 'HSCT'} as a time-dependent condition`,
            },
            ...{ group: '', time: null },
            ...{ value: ratio.estimate, value_low: ratio.lower, value_high: ratio.upper, p: ratio.p },
          },
        ]),
    ...(condition === null || condition.mantelByar === null
      ? []
      : [
          {
            ...{ statistic: 'Mantel-Byar', group: '', time: null, value: condition.mantelByar.chiSquared },
            ...{ value_low: null, value_high: null, p: condition.mantelByar.p },
          },
        ]),
  ];
}

function methodLines(
  { by, means, condition }: LocalGroups,
  { events, timeZero }: Cohort['definition'],
  own: readonly string[],
  t: MessageLookup,
): string[] {
  return [
    t('groups.definition', {
      events: events.map((kind) => t(`figure.event.${kind}`)).join(', '),
      from: t(`vocabulary.fromTimeZero.${timeZero}`),
    }),
    ...own,
    ...(means.length === 0 ? [] : [t('groups.meanMethod')]),
    ...(condition === null || !isCondition(by) ? [] : [t('groups.timeDependent.method', { condition: by })]),
    t('groups.method'),
  ];
}

/** What makes one curve say less than it seems to: few children, none or all with an event, a follow-up that ends early. */
function curveLines(curve: OwnCurve, by: Grouping, { locale, t }: Words): string[] {
  const remarks = curveRemarks(curve);
  const beyond = beyondFollowUp(curve);
  const group = by === 'everybody' ? 'none' : curve.name;
  return [
    ...(curve.n < FEW && curve.n > 1 ? [t('groups.few', { group: curve.name, n: curve.n })] : []),
    ...remarks.map((code) => t(`groups.remark.${code}`, { group })),
    ...(beyond.length === 0
      ? []
      : [
          t('groups.remark.short', {
            group,
            last: formatYears(Math.floor(curve.lastTime * 100) / 100, locale),
            years: beyond
              .map((years, i) => (i < beyond.length - 1 ? formatNumber(years, locale) : formatYears(years, locale)))
              .join(', '),
          }),
        ]),
  ];
}

/** Who has no time zero, in the words of the comparison. */
function neverReachedLines(
  { leftOut, neverReached }: LocalGroups,
  timeZero: LocalTimeZero,
  t: MessageLookup,
): string[] {
  const count = leftOut['no-observation'] ?? 0;
  const values = neverValues({ count, timeZero, never: neverReached });
  return count === 0 ? [] : [t('figure.caveat.local-without-observation', values)];
}

const LEFT_OUT = [
  'not-recorded',
  'no-allocation-day',
  'ended-before',
  'before-landmark',
] as const satisfies readonly LeftOutReason[];

/** HSCT or blinatumomab as a condition that begins on its day, in sentences: the ratio or why there is none, the Mantel–Byar test, the check. */
function conditionLines(one: TimeDependent, condition: Condition, { locale, t }: Words): string[] {
  const { ratio, why, mantelByar, proportionalP, n, begun, eventsWithout, eventsAfter } = one;
  const counts = t('groups.timeDependent.counts', { condition, n, begun, eventsWithout, eventsAfter });
  const number = (value: number): string => formatNumber(value, locale, 2);
  return [
    ratio === null
      ? `${counts} ${t(`groups.timeDependent.why.${why ?? 'not-estimable'}`, { condition })}`
      : `${counts} ${t('groups.timeDependent.ratio', {
          condition,
          ratio: number(ratio.estimate),
          low: number(ratio.lower),
          high: number(ratio.upper),
          p: ratio.p === null ? '–' : formatP(ratio.p, locale),
        })}`,
    ...(mantelByar === null
      ? []
      : [
          t('groups.timeDependent.mantelByar', {
            chi: number(mantelByar.chiSquared),
            p: formatP(mantelByar.p, locale),
          }),
        ]),
    ...(proportionalP === null ? [] : [t('groups.timeDependent.proportional', { p: formatP(proportionalP, locale) })]),
  ];
}

function meanText(
  { group, reference, tauYears, difference }: MeanDifference,
  locale: Locale,
  t: MessageLookup,
): string {
  const { estimate, lower, upper } = difference;
  if (estimate === null || lower === null || upper === null) return t('groups.meanNone', { group, reference });
  return t('groups.mean', {
    group,
    reference,
    tau: formatYears(Math.round(tauYears * 10) / 10, locale),
    difference: signed(estimate, locale),
    low: formatNumber(lower, locale, 1),
    high: formatNumber(upper, locale, 1),
  });
}

function sum<Key extends 'n' | 'events'>(curves: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return curves.reduce((total, curve) => total + curve[key], 0);
}
