/** One change of the evidence, as everybody may read it. */
export type EvidenceChange = Readonly<{
  id: string;
  at: string;
  /** true: a curator in the program; false: a load of the data set */
  byCurator: boolean;
  /** one curator approved it alone */
  alone: boolean;
  table: string;
  row: string;
  action: 'insert' | 'update' | 'delete' | 'import';
  before: Readonly<Record<string, unknown>>;
  after: Readonly<Record<string, unknown>>;
  reason: string | null;
}>;
