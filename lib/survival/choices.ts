import { SurvivalInputError } from './errors';

/**
 * An option that must be one of a closed list. Untyped callers pass what they like, and a misspelt name would otherwise get
 * another method's figures under its own label. Throws `unknown_choice` with the name of the option.
 */
export function checkChoice(argument: string, value: unknown, choices: readonly string[]): void {
  if (typeof value !== 'string' || !choices.includes(value)) throw new SurvivalInputError(argument, 'unknown_choice');
}

/** An object or a list. Untyped callers pass null where they have none, which would end in an error without a name. */
export function checkGiven(argument: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) throw new SurvivalInputError(argument, 'empty');
}
