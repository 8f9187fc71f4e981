import type { RecordKind } from '../vocabulary';
import type { Part, QueryAction, RecordState, SignatureMeaning, Written } from './words';

export type RecordStateHistory = {
  state: RecordState;
  changes: (Written & { state: RecordState; reason: string | null })[];
};

export type FieldQuery = {
  id: string;
  patientId: string;
  pseudonym: string;
  siteId: string;
  siteName: string;
  part: Part;
  recordId: string | null;
  field: string;
  /** The last step. */
  action: QueryAction;
  /** Whole days since the query was opened or last reopened. */
  ageDays: number;
  entries: (Written & { action: QueryAction; text: string })[];
};

export type Verification = Written & { part: Part; recordId: string | null };

export type Signature = Written & {
  meaning: SignatureMeaning /** The data are still those that were signed. */;
  valid: boolean;
};

export type RemovedRecord = { kind: RecordKind; recordId: string; date: string; at: string };

export type StandingMerge = Written & { id: string; pseudonym: string; reason: string };

export type BinnedPatient = Written & {
  patientId: string;
  pseudonym: string;
  siteName: string;
  reason: string;
  /** From when on it may be erased. */
  erasableFrom: string;
  erasable: boolean;
  /** Who asked for the erasure; null: nobody yet. */
  erasure: (Written & { own: boolean }) | null;
};

/** One change of one field, from the audit. Values as the form shows stored ones; empty: not recorded. */
export type FieldChange = Written & {
  part: Part;
  recordId: string | null;
  field: string;
  action: 'insert' | 'update' | 'delete';
  before: string;
  after: string;
  /** The reason for which the lock was open then; null: none was asked for. */
  why: string | null;
};

/** What stands beside a patient's data. */
export type Kept = {
  state: RecordStateHistory;
  queries: FieldQuery[];
  verifications: Verification[];
  signatures: { asked: boolean; signatures: Signature[] };
  removed: RemovedRecord[];
  merges: StandingMerge[];
};
