import { z } from 'zod';
import { threeWayMerge } from './three-way-merge';

export type Typed = Readonly<Record<string, string>>;

/** What is typed, what the form began with, and, where others have changed the same field since, what stands there now. */
export type Begun = Readonly<{ values: Typed; began: Typed; meanwhile: Typed }>;

/** The fields that a form began with, as they are sent along. */
export const BeganSchema = z.record(z.string().max(100), z.string().max(5000));

/** In a draft they stand beside what was typed, so that a draft of last week is joined with what was approved since. */
const IN_DRAFT = 'began.';

/** A form as it opens: empty, or with a draft over what stands now. */
export function begin(now: Typed, draft: Typed | null): Begun {
  // Two objects: of one that is sent twice, an action's body says the second time only where the first stands, and the server
  // takes no such notation.
  if (draft === null) return { values: { ...now }, began: now, meanwhile: {} };
  const [began, values]: [Record<string, string>, Record<string, string>] = [{}, {}];
  for (const [name, text] of Object.entries(draft))
    if (name.startsWith(IN_DRAFT)) began[name.slice(IN_DRAFT.length)] = text;
    else values[name] = text;
  return join({ values, began, meanwhile: {} }, now);
}

/** What others changed alone is taken over; where both changed a field, what was typed stays and theirs is shown. */
export function join({ values, began }: Begun, now: Typed): Begun {
  const { merged, conflicts } = threeWayMerge({ ...began }, { ...values }, { ...now });
  return {
    values: merged,
    began: now,
    meanwhile: Object.fromEntries(conflicts.map(({ name, theirs }) => [name, theirs])),
  };
}

export function asDraft({ values, began }: Pick<Begun, 'values' | 'began'>): Typed {
  const begun = Object.entries(began).map(([name, text]) => [`${IN_DRAFT}${name}`, text]);
  return { ...values, ...Object.fromEntries(begun) };
}
