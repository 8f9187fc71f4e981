import type { AtRiskCount, CurvePoint } from './rules';
import type { CurveStatus } from './schema';
import type { Bilingual, Source } from '../schema';
import type { Kmt2aStratum, RiskStratum, SurvivalEndpoint, TimeZero } from '../vocabulary';

/** The patients behind a curve; `all` and null mean not restricted. */
export type CurveStratum = Readonly<{ kmt2a: Kmt2aStratum; risk: RiskStratum; arm: string | null }>;

/** How the program's reader read a curve: from the lines of a drawing or along an image; null where another tool did. */
export type ReadFrom = 'drawing' | 'image' | null;

/** What the own reading of a second curator, who did not see the first, came to. */
export type SecondCurveReading = Readonly<{
  /** the largest difference that no shift of 0.4 % of the axis explains, percentage points */
  differencePoints: number;
  /** where it is, years from time zero */
  atYears: number;
  /** where the comparison ends because one reading stops early, years from time zero; null: both go equally far */
  untilYears: number | null;
  /** both read one file, by SHA-256; null where either is not known */
  sameFile: boolean | null;
}>;

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
  /** null: checked by a second curator, not read a second time */
  secondReading: SecondCurveReading | null;
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
    /** who read the figure a second time, when and how; null where nobody did */
    secondRead: (CurationStep & Readonly<{ method: NonNullable<ReadFrom> }>) | null;
    /** what the reader noted, for the second curator; null where another tool read it */
    reading: CurveReadingNote | null;
    /** the viewer proposed it, so that another has to approve */
    own: boolean;
    /** the viewer may still read the figure blind: nothing of what was read is in this record until they ask to see it */
    hidden: boolean;
  }>;

/** A curve that a curator may read a second time; nothing of what the first one read. */
export type WaitingCurve = Readonly<{ id: string; acronym: string; endpoint: SurvivalEndpoint; label: Bilingual }>;

/** A trial as the import offers it. */
export type CurveTrial = Readonly<{
  slug: string;
  acronym: string;
  arms: readonly Readonly<{ slug: string; name: Bilingual }>[];
}>;
