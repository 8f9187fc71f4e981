import type { z } from 'zod';
import type { KeysUnder, MessageLookup } from '@/lib/i18n/message-lookup';
import type { RequestError } from './problem';

/** What would be right in place of a value, as the message of a check names it. */
const EXPECTATIONS = [
  'page',
  'pageSize',
  'years',
  'year',
  'text',
  'country',
] as const satisfies readonly KeysUnder<'apiPage.expected'>[];
export type Expectation = (typeof EXPECTATIONS)[number];

/** What is wrong with one parameter; `expected` names what would be right. */
export type QueryProblem = Readonly<
  { parameter: string } & (
    | { code: 'unknown-parameter' | 'not-in-list' | 'unknown-record'; allowed: readonly string[] }
    | { code: 'given-twice' }
    | { code: 'not-valid'; expected: Expectation }
  )
>;
export type QueryReading<Values> = { ok: true; values: Values } | { ok: false; problems: QueryProblem[] };

/**
 * Reads the parameters of an address by a schema of single texts. All problems are found at once: parameters that the
 * schema does not know, parameters given twice, and values that it refuses.
 */
export function readQuery<Shape extends z.ZodRawShape>(
  address: URLSearchParams,
  schema: z.ZodObject<Shape>,
): QueryReading<z.output<z.ZodObject<Shape>>> {
  const known = Object.keys(schema.shape);
  const names = [...new Set(address.keys())];
  const unknown = names.filter((name) => !known.includes(name));
  const repeated = names.filter((name) => known.includes(name) && address.getAll(name).length > 1);
  const single = names.filter((name) => known.includes(name) && !repeated.includes(name));
  const parsed = schema.safeParse(Object.fromEntries(single.map((name) => [name, address.get(name)])));
  const problems: QueryProblem[] = [
    ...unknown.map((parameter) => ({ parameter, code: 'unknown-parameter', allowed: known }) as const),
    ...repeated.map((parameter) => ({ parameter, code: 'given-twice' }) as const),
    ...(parsed.error?.issues ?? []).map(describe),
  ];
  return parsed.success && problems.length === 0 ? { ok: true, values: parsed.data } : { ok: false, problems };
}

/** The problem of a value that must name something of the evidence, or none. */
export function unknownRecord(
  parameter: string,
  value: string | undefined,
  allowed: readonly string[],
): QueryProblem[] {
  return value === undefined || allowed.includes(value) ? [] : [{ parameter, code: 'unknown-record', allowed }];
}

/** A problem as the answer gives it, in the reader's language. */
export function queryError(problem: QueryProblem, lookup: MessageLookup): RequestError {
  const { parameter, code } = problem;
  switch (code) {
    case 'given-twice':
      return { parameter, code, detail: lookup('apiPage.query.givenTwice', { parameter }) };
    case 'not-valid':
      return {
        parameter,
        code,
        detail: lookup('apiPage.query.notValid', {
          parameter,
          expected: lookup(`apiPage.expected.${problem.expected}`),
        }),
      };
    case 'unknown-parameter': {
      const allowed = [...problem.allowed];
      const detail =
        allowed.length === 0
          ? lookup('apiPage.query.noParameters', { parameter })
          : lookup('apiPage.query.unknownParameter', { parameter, allowed: allowed.join(', ') });
      return { parameter, code, detail, allowed };
    }
    case 'not-in-list':
    case 'unknown-record':
      return {
        parameter,
        code,
        detail: lookup('apiPage.query.notInList', { parameter, allowed: problem.allowed.join(', ') }),
        allowed: [...problem.allowed],
      };
  }
}

function describe(issue: z.core.$ZodIssue): QueryProblem {
  const parameter = String(issue.path[0] ?? '');
  if (issue.code === 'invalid_value') return { parameter, code: 'not-in-list', allowed: issue.values.map(String) };
  const expected = EXPECTATIONS.find((name) => name === issue.message);
  if (expected === undefined) throw new Error(`The check of “${parameter}” does not say what it expects.`);
  return { parameter, code: 'not-valid', expected };
}
