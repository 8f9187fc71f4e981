import type { AtRiskCount, CurvePoint } from './rules';
import type { CurveStatus } from './schema';
import type { Bilingual, Source } from '../schema';
import type { Kmt2aStratum, RiskStratum, SurvivalEndpoint, TimeZero } from '../vocabulary';

/** The patients behind a curve; `all` and null mean not restricted. */
export type CurveStratum = Readonly<{ kmt2a: Kmt2aStratum; risk: RiskStratum; arm: string | null }>;

/** How the program's reader read a curve: from the lines of a drawing or along an image; null where another tool did. */
export type ReadFrom = 'drawing' | 'image' | null;

/** A published curve as it was read off its figure. */
export type StoredCurve = Readonly<{
  id: string;
  trial: string;
  acronym: string;
  endpoint: SurvivalEndpoint;
  timeZero: TimeZero;
  stratum: CurveStratum;
  label: Bilingual;
  totalEvents: number | null;
  source: Source;
  readFrom: ReadFrom;
  points: readonly CurvePoint[];
  counts: readonly AtRiskCount[];
}>;

/** Who took a step and when; the name is null where the account is gone. */
export type CurationStep = Readonly<{ by: string | null /** `YYYY-MM-DD` */; on: string }>;

export type CurveReadingNote = Readonly<{
  sha256: string | null;
  page: number | null;
  marks: number;
  corrections: number;
  waypoints: number;
  doubtfulShare: number;
  seconds: number;
}>;

/** A curve as curators see it. */
export type CuratedCurve = StoredCurve &
  Readonly<{
    status: CurveStatus;
    proposed: CurationStep;
    approved: CurationStep | null;
    withdrawn: (CurationStep & Readonly<{ reason: string }>) | null;
    /** what the reader noted, for the second curator; null where another tool read it */
    reading: CurveReadingNote | null;
    /** the viewer proposed it, so that another has to approve */
    own: boolean;
  }>;

/** A trial as the import offers it. */
export type CurveTrial = Readonly<{
  slug: string;
  acronym: string;
  arms: readonly Readonly<{ slug: string; name: Bilingual }>[];
}>;
