import type { Part, QueryAction } from '../keeping/words';
import type { RecordKind } from '../vocabulary';
import type { MrdAppointment } from './mrd-calendar';

/** A patient as a task names it. */
export type Named = { id: string; pseudonym: string };

/** What waits for a data manager: each list longest waiting first, with how many there are in all. */
export type Worklist = {
  followUp: Tasks<Named & { /** `YYYY-MM-DD` */ lastContact: Date }>;
  mrd: Tasks<Named & Pick<MrdAppointment, 'timePoint' | 'basis' | 'source'> & { due: Date }>;
  toComplete: Tasks<Named & { fields: MissingField[] }>;
  /** Queries that are not closed, each as it stands since `since`. */
  queries: Tasks<Named & { queryId: string; part: Part; field: string; action: QueryAction; since: Date }>;
  /** How many records are in the state “draft”: the list of patients shows which. */
  inDraft: number;
  /** What the viewer typed and has not saved. */
  unsaved: { form: string; patient: Named | null; kind: UnsavedKind; updatedAt: Date }[];
};
export type Tasks<Task> = { all: number; tasks: Task[] };
export type UnsavedKind = RecordKind | 'patient' | 'course' | 'override';

/** What every report needs, in the order of the form. */
export const MISSING_FIELDS = ['sex', 'protocolSlug', 'kmt2a', 'wbc', 'cns', 'remissionEoi'] as const;
export type MissingField = (typeof MISSING_FIELDS)[number];
