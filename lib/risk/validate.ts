import {
  FACT_DEFINITIONS,
  FACT_NAMES,
  isFactName,
  type FactDefinition,
  type FactName,
  type Facts,
  type Unit,
} from './facts';

/** The values a number may take; `maximum` is null where there is no upper limit. */
export type AllowedRange = { minimum: number; maximum: number | null; integer: boolean; unit: Unit };

/**
 * One reason why facts are refused. `fact` is the name as it was received, or null when the facts as a whole are
 * wrong. `allowed` lists the accepted values (for `unknown-fact` the accepted names), `range` the accepted numbers.
 */
export type FactProblem = {
  fact: string | null;
  problem: 'facts-not-an-object' | 'unknown-fact' | 'wrong-type' | 'not-in-list' | 'not-an-integer' | 'out-of-range';
  allowed: readonly (string | boolean)[] | null;
  range: AllowedRange | null;
};

export type FactsResult = { ok: true; facts: Facts } | { ok: false; problems: FactProblem[] };

/**
 * Checks facts that come from outside and returns them, or every problem at once, in the order of the input.
 * Null and absent facts are unknown; an empty object is valid. Nothing is converted: "60" is not a number.
 * Contradictions between facts are not problems; see `setAsideContradictions`.
 */
export function parseFacts(input: unknown): FactsResult {
  if (!isPlainObject(input)) {
    return { ok: false, problems: [{ fact: null, problem: 'facts-not-an-object', allowed: null, range: null }] };
  }
  const problems: FactProblem[] = [];
  const known: [FactName, unknown][] = [];
  for (const [name, value] of Object.entries(input)) {
    if (!isFactName(name)) {
      problems.push({ fact: name, problem: 'unknown-fact', allowed: FACT_NAMES, range: null });
      continue;
    }
    if (value === null || value === undefined) continue;
    problems.push(...problemsOf(name, value));
    known.push([name, value]);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, facts: Object.fromEntries(known) as Facts };
}

function isPlainObject(input: unknown): input is Record<string, unknown> {
  if (typeof input !== 'object' || input === null) return false;
  const prototype: unknown = Object.getPrototypeOf(input);
  return prototype === Object.prototype || prototype === null;
}

function problemsOf(name: FactName, value: unknown): FactProblem[] {
  const definition = FACT_DEFINITIONS[name];
  const allowed = allowedValues(definition);
  const range = allowedRange(definition);
  const refused = (problem: FactProblem['problem']): FactProblem => ({ fact: name, problem, allowed, range });
  if (definition.type === 'text') {
    if (typeof value !== 'string') return [refused('wrong-type')];
    return definition.allowed.includes(value) ? [] : [refused('not-in-list')];
  }
  if (definition.type === 'boolean') return typeof value === 'boolean' ? [] : [refused('wrong-type')];
  if (typeof value !== 'number') return [refused('wrong-type')];
  if (!Number.isFinite(value)) return [refused('out-of-range')];
  const problems: FactProblem[] = [];
  if (value < definition.minimum) problems.push(refused('out-of-range'));
  if (definition.integer && !Number.isInteger(value)) problems.push(refused('not-an-integer'));
  return problems;
}

function allowedValues(definition: FactDefinition): FactProblem['allowed'] {
  if (definition.type === 'text') return definition.allowed;
  return definition.type === 'boolean' ? [true, false] : null;
}

function allowedRange(definition: FactDefinition): AllowedRange | null {
  if (definition.type !== 'number') return null;
  return { minimum: definition.minimum, maximum: null, integer: definition.integer, unit: definition.unit };
}
