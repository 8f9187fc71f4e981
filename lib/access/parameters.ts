import type { z } from 'zod';

/** What is wrong with one parameter of an address; `allowed` lists what it may be, where that is a short list. */
export type ParameterProblem = { parameter: string; detail: string; allowed?: readonly string[] };
export type ParameterReading<Values> = { ok: true; values: Values } | { ok: false; problems: ParameterProblem[] };

/**
 * Reads the parameters of an address by a schema of single texts. All problems are found at once: parameters that the
 * schema does not know, parameters given twice, and values that it refuses.
 */
export function readParameters<Shape extends z.ZodRawShape>(address: URLSearchParams, schema: z.ZodObject<Shape>): ParameterReading<z.output<z.ZodObject<Shape>>> {
  const known = Object.keys(schema.shape);
  const names = [...new Set(address.keys())];
  const unknown = names.filter((name) => !known.includes(name));
  const repeated = names.filter((name) => known.includes(name) && address.getAll(name).length > 1);
  const single = names.filter((name) => known.includes(name) && !repeated.includes(name));
  const parsed = schema.safeParse(Object.fromEntries(single.map((name) => [name, address.get(name)])));
  const problems: ParameterProblem[] = [
    ...unknown.map((parameter) => ({ parameter, detail: 'This parameter is not known here.', allowed: known })),
    ...repeated.map((parameter) => ({ parameter, detail: 'This parameter may be given only once.' })),
    ...(parsed.error?.issues ?? []).map(describe),
  ];
  return parsed.success && problems.length === 0 ? { ok: true, values: parsed.data } : { ok: false, problems };
}

function describe(issue: z.core.$ZodIssue): ParameterProblem {
  const parameter = String(issue.path[0] ?? '');
  if (issue.code !== 'invalid_value') return { parameter, detail: issue.message };
  const allowed = issue.values.map(String);
  return { parameter, detail: `The value must be one of: ${allowed.join(', ')}.`, allowed };
}
