import { DECISION_POINTS, FACT_DEFINITIONS, FACT_NAMES, isKnown, type Facts } from '@/lib/risk/facts';
import type { RiskWords } from './use-risk-words';

/** What is known at one point of decision, in words; `short`: a name for where there is little room. */
export type FactsOfPoint = Readonly<{
  point: string;
  items: readonly Readonly<{ name: string; short: string; value: string }>[];
}>;

/** The facts that are known, in the order of treatment; a point at which none is known is left out. */
export function knownFacts(
  facts: Facts,
  words: Pick<RiskWords, 'pointName' | 'factName' | 'factValue'>,
): FactsOfPoint[] {
  return DECISION_POINTS.map((at) => ({
    point: words.pointName(at),
    items: FACT_NAMES.filter((fact) => FACT_DEFINITIONS[fact].at === at && isKnown(facts[fact])).map((fact) => ({
      name: words.factName(fact),
      short: words.factName(fact, 'short'),
      value: words.factValue(fact, facts[fact]),
    })),
  })).filter(({ items }) => items.length > 0);
}
