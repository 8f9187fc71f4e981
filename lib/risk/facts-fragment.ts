import { valueFromText, type NumberReader } from './fact-text';
import { FACT_NAMES, isKnown, type Facts } from './facts';
import { parseFacts, type FactProblem } from './validate';

/** A part of a fragment that could not be used, with the text as it stood there. */
export type FragmentProblem = Omit<FactProblem, 'problem'> & {
  problem: FactProblem['problem'] | 'given-twice';
  value: string;
};

export type FactsFromFragment = { facts: Facts; problems: FragmentProblem[] };

/**
 * The known facts as the part of an address after `#`, without the sign itself: `ageDays=60&kmt2a=rearranged`. A
 * browser keeps that part to itself, so that a link with facts about a patient tells no server about them.
 */
export function factsToFragment(facts: Facts): string {
  const known = FACT_NAMES.filter((name) => isKnown(facts[name])).map((name) => [name, String(facts[name])]);
  return new URLSearchParams(known).toString();
}

/**
 * Reads facts from the part of an address after `#`, with or without the sign. What is wrong is reported and left
 * unknown, the rest is kept. A fragment without any `=` is an anchor of the page and holds no facts.
 */
export function factsFromFragment(fragment: string, numberOf: NumberReader): FactsFromFragment {
  const text = fragment.replace(/^#/, '');
  if (!text.includes('=')) return { facts: {}, problems: [] };
  const given = new URLSearchParams(text);
  const problems: FragmentProblem[] = [];
  let facts: Facts = {};
  for (const name of new Set(given.keys())) {
    const [value = '', ...others] = given.getAll(name);
    if (others.length > 0) {
      problems.push({
        fact: name,
        problem: 'given-twice',
        allowed: null,
        range: null,
        value: [value, ...others].join(', '),
      });
      continue;
    }
    const parsed = parseFacts({ [name]: valueFromText(name, value, numberOf) });
    if (parsed.ok) facts = { ...facts, ...parsed.facts };
    else problems.push(...parsed.problems.map((problem) => ({ ...problem, value })));
  }
  return { facts, problems };
}
