import type { z } from 'zod';
import { parametersOf, textsOf } from './parameters';
import { listOf, partsOf } from './reading';
import { inOrder } from './writing';

/**
 * The one query of all that say the same to `readAddress` by this schema, slips included: known parameters in the order
 * of the schema, then the unknown ones; lists whose order says nothing sorted, each value once; what is given without a
 * value left out where that is what absence says. Nothing is judged, so no record must be known, and two addresses
 * with one normalised query have one page, with the same problems on it. The key of what is kept for an address.
 */
export function normalisedQuery(schema: z.ZodObject, query: URLSearchParams): string {
  const parameters = parametersOf(query);
  const known = Object.keys(schema.shape).filter((name) => Object.hasOwn(parameters, name));
  const unknown = Object.keys(parameters).filter((name) => !Object.hasOwn(schema.shape, name));
  const pairs = [
    ...known.flatMap((name) =>
      normalisedTexts(schema.shape[name] as z.ZodType, textsOf(parameters[name])).map((text) => [name, text]),
    ),
    ...inOrder(unknown).flatMap((name) => textsOf(parameters[name]).map((text) => [name, text])),
  ];
  return new URLSearchParams(pairs).toString();
}

function normalisedTexts(field: z.ZodType, given: readonly string[]): readonly string[] {
  const list = listOf(field);
  if (list === null) return given.length === 1 && given[0]?.trim() === '' ? [] : given;
  const parts = given.flatMap((text) => partsOf(text, list.separator));
  const texts = list.ordered ? [...new Set(parts)] : inOrder(parts);
  return list.separator === undefined ? texts : [texts.join(list.separator)];
}
