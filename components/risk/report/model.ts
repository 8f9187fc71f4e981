import type { FactsOfPoint } from '@/components/risk/facts-in-words';
import type { Group } from '@/lib/risk/facts';
import type { Status } from '@/lib/risk/classify';

/** One line of the matrix, in words. `because` has the number of its source, or null for a convention of this registry. */
export type ReportRow = Readonly<{
  key: string;
  protocol: string;
  /** the review's reading of a protocol that also has a primary one */
  reading: string | null;
  version: string;
  group: Group | null;
  /** what stands where no group stands: open with the possible groups, not stratified, not eligible */
  status: string;
  statusKind: Status;
  subgroup: string | null;
  decided: string;
  because: readonly Readonly<{ text: string; source: number | null }>[];
  missing: readonly string[];
  /**
   * the published figure of the narrowest population that contains the patient, and in the words of its population those of
   * further ones, with the numbers of the sources, which are then not beside it; null: none in the sources read, or no group
   */
  outcome: Readonly<{ value: string; population: string; source: number | null }> | null;
  /** what stands where no figure stands */
  noOutcome: string;
}>;

/** The whole report in words: the page and the PDF show this and nothing of their own. It names nobody. */
export type ReportModel = Readonly<{
  lang: string;
  title: string;
  made: string;
  notAdvice: string;
  page: (page: number, pages: number) => string;
  headings: Readonly<{ facts: string; conflicts: string; matrix: string; near: string; sources: string }>;
  columns: Readonly<{
    protocol: string;
    group: string;
    decided: string;
    because: string;
    missing: string;
    outcome: string;
  }>;
  facts: readonly FactsOfPoint[];
  noFacts: string;
  /** what the letters, the figures and the numbers of the matrix mean */
  legend: string;
  conflicts: readonly string[];
  rows: readonly ReportRow[];
  near: readonly string[];
  sources: readonly Readonly<{ number: number; text: string }>[];
}>;
