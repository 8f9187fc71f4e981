import type { Facts } from '../facts';
import vignettes from '../golden/vignettes.json';
import { parseFacts } from '../validate';
import type { ExpectedResult, WorkedCase } from './worked-case';

/** Every worked case that has an expected answer for the rule set under `key`, in their order. */
export function workedCasesOf(key: string): WorkedCase[] {
  return vignettes.flatMap(({ id, focus, facts, expected }): WorkedCase[] => {
    const ofRuleSet = (expected as Readonly<Record<string, unknown>>)[key];
    return ofRuleSet === undefined
      ? []
      : [{ id, facts: checked(facts), expected: ofRuleSet as ExpectedResult, about: focus.includes(key) }];
  });
}

/** The facts of every worked case. */
export function workedFacts(): { id: string; facts: Facts }[] {
  return vignettes.map(({ id, facts }) => ({ id, facts: checked(facts) }));
}

function checked(input: unknown): Facts {
  const parsed = parseFacts(input);
  if (!parsed.ok) throw new Error(`A worked case has wrong facts: ${JSON.stringify(parsed.problems)}`);
  return parsed.facts;
}
