import { RECORD_KINDS } from '../vocabulary';

/** The state of a patient's record. */
export const RECORD_STATES = ['draft', 'complete', 'locked'] as const;
export type RecordState = (typeof RECORD_STATES)[number];

/** The steps from one state to another. */
export const NEXT_STATES: Readonly<Record<RecordState, readonly RecordState[]>> = {
  draft: ['complete'],
  complete: ['locked', 'draft'],
  locked: ['complete'],
};

/** What something is said about: the patient's own fields, or one record. */
export const PARTS = ['patient', ...RECORD_KINDS] as const;
export type Part = (typeof PARTS)[number];

export const QUERY_ACTIONS = ['open', 'answer', 'close', 'reopen'] as const;
export type QueryAction = (typeof QUERY_ACTIONS)[number];
/** What may follow what in a query. */
export const NEXT_QUERY_ACTIONS: Readonly<Record<QueryAction, readonly QueryAction[]>> = {
  open: ['answer', 'close'],
  answer: ['close', 'reopen'],
  close: ['reopen'],
  reopen: ['answer', 'close'],
};

/** What a signature says: the data were entered, looked through, or approved by the one who signs. */
export const SIGNATURE_MEANINGS = ['entered', 'reviewed', 'approved'] as const;
export type SignatureMeaning = (typeof SIGNATURE_MEANINGS)[number];

/** Who did something and when, as a page shows it. */
export type Written = { by: string | null; at: string };
