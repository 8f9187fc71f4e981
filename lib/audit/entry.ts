import type { AuditAction } from './reading';

/** One entry of the audit, as it is shown. */
export type ListedEntry = Readonly<{
  id: string;
  at: string;
  actorId: string | null;
  /** null: a command, or somebody whose name the viewer may not know */
  actor: string | null;
  action: AuditAction;
  table: string;
  row: string;
  patientId: string | null;
  before: Readonly<Record<string, unknown>>;
  after: Readonly<Record<string, unknown>>;
  reason: string | null;
  /** what it said of the patient was erased on request */
  erased: boolean;
}>;
