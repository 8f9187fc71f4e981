/** What can be wrong with a part of an address; a code stays what it is, its words may change. */
export const PROBLEM_CODES = [
  'unknown-parameter',
  'given-twice',
  'missing',
  'not-in-list',
  'not-valid',
  'unknown-record',
  'years-reversed',
  'page-beyond',
  'too-many',
  'nothing-to-draw',
  'unknown-series',
  'not-drawable',
  'other-endpoint',
  'unknown-site',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What a value must be where no list of values can say it: a key of the messages under `address.expected`, with its numbers. */
export type Expected =
  | Readonly<{ kind: 'whole' | 'decimal'; least: number; most: number }>
  | Readonly<{ kind: 'text' | 'count'; most: number }>
  | Readonly<{ kind: FormKind }>;
/** Forms that a text may have to have. */
export type FormKind =
  | 'country'
  | 'decade'
  | 'series'
  | 'site'
  | 'style'
  | 'label'
  | 'query'
  | 'reference'
  | 'body'
  | 'day'
  | 'id';

/** What is wrong with a value, whatever parameter it stands in. */
export type Fault = Readonly<{
  code: ProblemCode;
  /** what the value may be, where that can be listed; of an unknown parameter: the names that are known */
  allowed?: readonly string[];
  /** what was probably meant: a value, or of an unknown parameter a name */
  nearest?: string;
  expected?: Expected;
}>;

/** What is wrong with one part of an address. `value` is as it was given, at most LONGEST_SHOWN characters of it. */
export type AddressProblem = Fault & Readonly<{ parameter: string; value: string }>;

const LONGEST_SHOWN = 80;

/** The beginning of a value, whole characters, as a problem shows it. */
export function shown(value: string): string {
  return [...value.slice(0, 2 * LONGEST_SHOWN)].slice(0, LONGEST_SHOWN).join('');
}

/** A problem without the parts that say nothing. */
export function problemOf(
  parameter: string,
  value: string,
  { code, allowed, nearest, expected }: Fault,
): AddressProblem {
  return {
    parameter: shown(parameter),
    code,
    value: shown(value),
    ...(allowed === undefined ? {} : { allowed }),
    ...(nearest === undefined ? {} : { nearest }),
    ...(expected === undefined ? {} : { expected }),
  };
}
