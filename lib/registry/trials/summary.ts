import type { z } from 'zod';
import type { TRIAL_FACTS } from './facts/trial-facts';

type Facts = typeof TRIAL_FACTS;
type Value<Name extends keyof Facts> = Facts[Name] extends { schema: z.ZodType<infer Read> } ? Read : never;
type NamesIn<Scope extends Facts[keyof Facts]['scope']> = {
  [Name in keyof Facts]: Facts[Name]['scope'] extends Scope ? Name : never;
}[keyof Facts];

/** One row of the trial list; its facts stand in the list of facts, with what they mean. */
export type TrialSummary = { [Name in NamesIn<'answered'>]: Value<Name> };

/** A row of the list with what only its filters and files ask. */
export type TrialEntry = { [Name in NamesIn<'answered' | 'listed'>]: Value<Name> };

/** A trial named in a link. */
export type TrialLink = { slug: string; acronym: string };
