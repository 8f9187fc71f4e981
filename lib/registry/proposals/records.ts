import type { Bilingual } from '../schema';
import type { Endpoint } from '../vocabulary';
import type { ProposalStatus } from './schema';

/** Who took a step and when; the name is null where the account is gone. */
export type ProposalStep = Readonly<{ by: string | null /** `YYYY-MM-DD` */; on: string }>;

/** A column of the evidence that a proposal alters, as it is stored; texts are not put into words. */
export type ColumnChange = Readonly<{ table: string; row: string; column: string; before: unknown; after: unknown }>;

/** Why an own figure is not charted since an upgrade; `heldAs`: the data set holds it under this name, and it is left out. */
export type HeldBack = Bilingual & Readonly<{ heldAs?: string | undefined }>;

/** A figure as a list names it. */
export type ProposedFigure = Readonly<{ endpoint: Endpoint; timeYears: number | null; label: Bilingual }>;

/** A proposal as curators see it. */
export type ListedProposal = Readonly<{
  id: string;
  kind: 'correction' | 'report' | 'change';
  /** null: a study that is not there yet, or what belongs to none */
  trial: string | null;
  acronym: string;
  estimate: string | null;
  /** what a reader knows the figure by; null: it is about no figure */
  figure: ProposedFigure | null;
  /** what a reader knows by what belongs to no study; null: the acronym, or the table alone, says it */
  subject: Bilingual | null;
  changes: readonly ColumnChange[];
  /** of what belongs to no study: the table that it is in */
  table: string | null;
  /** it would be taken away */
  retired: boolean;
  reason: string;
  status: ProposalStatus;
  proposed: ProposalStep;
  decided: ProposalStep | null;
  decisionReason: string | null;
  /** the viewer proposed it */
  own: boolean;
  /** the viewer decided on it, alone or by taking it back */
  ownDecision: boolean;
  /** another proposed it, or the viewer is the only curator of a centre that lets one approve */
  mayApprove: boolean;
  /** it was approved by who proposed it */
  alone: boolean;
  /** what of a newer data set the approved figure contradicts, so that it is not charted; no later decision stands on it */
  contradicts: readonly HeldBack[];
  /** when a load said so first, ISO, and whether the viewer has said since that it was seen; null: nothing is said */
  told: Readonly<{ at: string; seen: boolean }> | null;
  /** when it was proposed or decided last, ISO */
  at: string;
  /** the viewer has said that it was seen since */
  seen: boolean;
}>;
