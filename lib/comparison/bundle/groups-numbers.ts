import type { OwnAnalysis, OwnCox } from '@/lib/analysis/analysis';
import type { LocalGroups } from '../groups/local-groups';

/**
 * A number of the page that R is to find again. `group`, and `against` with which it is compared, count from 1 in the groups;
 * they, `cause` and `time` (years) are empty where there is none.
 */
type GroupsNumber = Readonly<{
  item: string;
  group: number | '';
  cause: string;
  time: number | '';
  value: number | null;
  against: number | '';
}>;

const NONE = { group: '', cause: '', time: '', against: '' } as const;

/** Every number of the figure, its tests and models; null where the page gives none. */
export function groupsNumbers(groups: LocalGroups): GroupsNumber[] {
  const { analysis } = groups;
  return [
    ...curveNumbers(analysis),
    ...testNumbers(analysis),
    ...coxNumbers(analysis.cox, analysis, ''),
    ...meanNumbers(groups),
    ...causeNumbers(groups),
    ...conditionNumbers(groups),
  ];
}

/** A value and its limits under three names. */
function limited(
  item: string,
  own: Omit<GroupsNumber, 'item' | 'value'>,
  [value, low, high]: readonly (number | null)[],
): GroupsNumber[] {
  return [
    { ...own, item, value: value ?? null },
    { ...own, item: `${item}_low`, value: low ?? null },
    { ...own, item: `${item}_high`, value: high ?? null },
  ];
}

function curveNumbers({ curves }: OwnAnalysis): GroupsNumber[] {
  return curves.flatMap(({ n, events, median, atTimes }, i) => {
    const own = { ...NONE, group: i + 1 };
    return [
      { ...own, item: 'n', value: n },
      { ...own, item: 'events', value: events },
      ...limited('median', own, [median.estimate, median.lower, median.upper]),
      ...atTimes.flatMap(({ time, survival, lower, upper }) =>
        limited('survival', { ...own, time }, [survival, lower, upper]),
      ),
    ];
  });
}

/** R's survdiff knows no delayed entry. */
function testNumbers(analysis: OwnAnalysis): GroupsNumber[] {
  if (analysis.delayedEntry) return [];
  return [
    { ...NONE, item: 'log_rank', value: analysis.logRank?.chiSquared ?? null },
    { ...NONE, item: 'log_rank_p', value: analysis.logRank?.p ?? null },
    ...analysis.pairs.flatMap(({ first, second, test, adjusted }): GroupsNumber[] => {
      const own = { ...NONE, group: numberOf(analysis, first), against: numberOf(analysis, second) };
      return [
        { ...own, item: 'pair_p', value: test.p },
        { ...own, item: 'pair_adjusted_p', value: adjusted },
      ];
    }),
  ];
}

function numberOf({ curves }: OwnAnalysis, name: string): number {
  return curves.findIndex((curve) => curve.name === name) + 1;
}

function coxNumbers(cox: OwnCox | null, analysis: OwnAnalysis, cause: string): GroupsNumber[] {
  if (cox === null) return [];
  return [
    ...cox.fit.terms.flatMap(({ name, hazardRatio, lower, upper, p }): GroupsNumber[] => {
      const own = { ...NONE, group: numberOf(analysis, name), cause };
      return [
        ...limited('hazard_ratio', own, [hazardRatio, lower, upper]),
        { ...own, item: 'hazard_ratio_p', value: p },
      ];
    }),
    { ...NONE, cause, item: 'proportional_p', value: cox.hazards?.global.p ?? null },
  ];
}

function meanNumbers({ analysis, means }: LocalGroups): GroupsNumber[] {
  return means.flatMap(({ group, reference, tauYears, difference: { estimate, lower, upper } }) =>
    limited(
      'mean_difference',
      { ...NONE, group: numberOf(analysis, group), against: numberOf(analysis, reference), time: tauYears },
      [estimate, lower, upper],
    ),
  );
}

function causeNumbers({ analysis, causes }: LocalGroups): GroupsNumber[] {
  return analysis.causes.flatMap(({ gray, groups, cox }, c) => {
    const cause = causes[c] ?? '';
    return [
      { ...NONE, item: 'gray', cause, value: gray?.chiSquared ?? null },
      { ...NONE, item: 'gray_p', cause, value: gray?.p ?? null },
      ...coxNumbers(cox, analysis, cause),
      ...groups.flatMap(({ name, atTimes }) =>
        atTimes.flatMap(({ time, incidence, lower, upper }) => {
          const own = { ...NONE, group: numberOf(analysis, name), cause, time };
          // Their variance with delayed entry is a jackknife that no package of R gives for one cause.
          const limits = analysis.delayedEntry ? [null, null] : [lower, upper];
          return limited('incidence', own, [incidence, ...limits]);
        }),
      ),
    ];
  });
}

function conditionNumbers({ condition }: LocalGroups): GroupsNumber[] {
  const ratio = condition?.ratio ?? null;
  if (condition === null || ratio === null) return [];
  return [
    ...limited('condition_ratio', NONE, [ratio.estimate, ratio.lower, ratio.upper]),
    { ...NONE, item: 'condition_p', value: ratio.p },
    { ...NONE, item: 'condition_proportional_p', value: condition.proportionalP },
    { ...NONE, item: 'mantel_byar', value: condition.mantelByar?.chiSquared ?? null },
  ];
}
