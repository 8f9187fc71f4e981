import type { PublishedEstimate } from '../estimate-filter';
import { checkPlausibility, type Implausibility } from '../quality/figure-plausibility';
import { findEstimateProblems } from '../quality/integrity/figures';
import type { Estimate, Trial } from '../schema';

/** What contradicts itself in a figure; a key of the messages under `proposals.contradiction`. */
export const CONTRADICTIONS = [
  'estimate',
  'se',
  'events',
  'ci',
  'comparison',
  'chartable',
  'endpointDetail',
  'nAnalysed',
  'atRisk',
  'transcription',
  'timeYears',
] as const;
export type Contradiction = (typeof CONTRADICTIONS)[number];

export type FigureChecks = Readonly<{
  /** the figure cannot be stored like this */
  contradictions: readonly Contradiction[];
  /** it can be true, but deserves a second look */
  implausible: readonly Implausibility[];
}>;

/** What the rules of the data set and the plausibility checks say of a figure among the others of its trial. */
export function checkFigure(trial: Trial, figure: Estimate): FigureChecks {
  const others = trial.estimates.filter(({ id }) => id !== figure.id);
  const problems = findEstimateProblems({ file: '', trial: { ...trial, estimates: [figure] } });
  const found = problems.flatMap(
    ({ path }) => CONTRADICTIONS.find((field) => path.replace('estimates[0].', '').split('.')[0] === field) ?? [],
  );
  const published = [...others, figure].map(
    (estimate): PublishedEstimate => ({ ...estimate, trial: trial.slug, acronym: trial.acronym }),
  );
  return {
    contradictions: [...new Set(found)],
    implausible: checkPlausibility(published).flatMap(({ found: findings }) =>
      findings.filter(({ estimates }) => estimates.includes(figure.id)),
    ),
  };
}
