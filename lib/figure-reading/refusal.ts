/** Why a file, a page or a part of it was not read. Codes, not sentences: whoever shows them translates. */
export type RefusalCode =
  | 'empty_file'
  | 'unknown_file_kind'
  | 'broken_file'
  | 'encrypted'
  | 'page_not_found'
  | 'too_many_pages'
  | 'too_much_drawing'
  | 'image_too_large'
  | 'image_too_small'
  | 'no_plot'
  | 'no_curves'
  | 'axis_values_needed'
  | 'axis_logarithmic'
  | 'hints_needed'
  | 'hints_wrong'
  | 'curve_slanted'
  | 'curve_not_found';

/**
 * The reader's refusal of an input. `subject` names what is meant (a page's number, an axis, a curve's label, a field of the
 * hints) and is null where the file as a whole is; `would` says in numbers what would have been right, where that helps.
 */
export class FigureReadingError extends Error {
  readonly code: RefusalCode;
  readonly subject: string | null;
  readonly would: string | null;

  constructor(code: RefusalCode, subject: string | null = null, would: string | null = null) {
    super([code, ...(subject === null ? [] : [subject]), ...(would === null ? [] : [would])].join(': '));
    this.name = 'FigureReadingError';
    this.code = code;
    this.subject = subject;
    this.would = would;
  }
}

/** A refusal that leaves the rest of a reading as it is. */
export type Refusal = Readonly<{ code: RefusalCode; subject: string | null; would: string | null }>;

export function refusalOf(error: FigureReadingError): Refusal {
  return { code: error.code, subject: error.subject, would: error.would };
}
