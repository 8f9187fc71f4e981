import type { RuleSet } from '../rule-set';

/** The parts of a rule set that no patient of a trial need show: its points, the final states it names, its changes of group. */
export function structureOf({ points, notEvaluable, stratification }: RuleSet): {
  points: readonly string[];
  notEvaluable: readonly string[];
  changes: string[];
} {
  const changes =
    stratification.kind === 'none'
      ? []
      : stratification.restratifications.map(({ point, from, to }) => [point, ...from, to].join(' '));
  return { points, notEvaluable, changes };
}
