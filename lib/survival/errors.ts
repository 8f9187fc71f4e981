/** Why an input was refused. Codes, not sentences: the screens translate them. */
export type RefusalReason =
  | 'empty'
  | 'length_mismatch'
  | 'not_finite'
  | 'negative'
  | 'out_of_range'
  | 'not_an_integer'
  | 'stop_not_after_start'
  | 'overlapping_intervals'
  | 'after_event'
  | 'empty_after_rounding'
  | 'not_ascending'
  | 'not_descending'
  | 'unknown_label'
  | 'unknown_choice'
  | 'more_than_one_group'
  | 'two_groups_needed'
  | 'inconsistent'
  | 'unsupported';

/**
 * The engine's refusal of an input it must not compute with. `argument` is the name the caller used,
 * `row` the 0-based row of a column (null when the argument as a whole is wrong), `reason` a stable code.
 */
export class SurvivalInputError extends Error {
  readonly argument: string;
  readonly row: number | null;
  readonly reason: RefusalReason;

  constructor(argument: string, reason: RefusalReason, row: number | null = null) {
    super(row === null ? `${argument}: ${reason}` : `${argument}[${row}]: ${reason}`);
    this.name = 'SurvivalInputError';
    this.argument = argument;
    this.row = row;
    this.reason = reason;
  }
}
