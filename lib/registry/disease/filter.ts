import type { FilterProblem } from '../trials/search/filter';
import { nearestOf } from '../trials/search/reading';

/** The topic that the address asks for, or null for all; what cannot be understood is reported and left out. `topics` are keys. */
export function readDiseaseTopic(
  parameters: Readonly<Record<string, string | readonly string[] | undefined>>,
  topics: readonly string[],
): { topic: string | null; problems: FilterProblem[] } {
  const problems: FilterProblem[] = [];
  const report = (parameter: string, value: string, code: FilterProblem['code'], allowed: readonly string[]): null => {
    problems.push({ parameter, value: value.slice(0, 80), code, nearest: nearestOf(value, allowed), allowed });
    return null;
  };
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && name !== 'topic') report(name, name, 'unknown-parameter', ['topic']);
  const { topic = '' } = parameters;
  if (typeof topic !== 'string') return { topic: report('topic', topic.join(', '), 'given-twice', []), problems };
  const known =
    topic === '' ? null : (topics.find((key) => key === topic) ?? report('topic', topic, 'not-valid', topics));
  return { topic: known, problems };
}

/** The page's address for one topic, or for all. */
export function diseaseAddress(topic: string | null): string {
  return topic === null ? '/disease' : `/disease?topic=${encodeURIComponent(topic)}`;
}
