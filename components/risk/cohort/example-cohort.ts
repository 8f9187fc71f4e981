import { FACT_NAMES } from '@/lib/risk/facts';
import { workedFacts } from '@/lib/risk/cases/worked-cases';

/** The facts of the worked cases as a table; they are made up and belong to no child. */
export const EXAMPLE_COHORT = [
  ['id', ...FACT_NAMES],
  ...workedFacts().map(({ id, facts }) => [id, ...FACT_NAMES.map((fact) => String(facts[fact] ?? ''))]),
]
  .map((cells) => cells.join(','))
  .join('\n');
