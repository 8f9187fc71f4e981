import type { Facts } from '@/lib/risk/facts';
import { FactList } from '../fact-list';
import { knownFacts } from '../facts-in-words';
import classes from '../risk-page.module.css';
import { useRiskWords } from '../use-risk-words';

/** What was entered, for paper, where the form is not printed. */
export function KnownFacts({ facts }: Readonly<{ facts: Facts }>) {
  return <FactList className={classes.known} facts={knownFacts(facts, useRiskWords())} />;
}
