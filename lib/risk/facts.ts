export const DECISION_POINTS = ['diagnosis', 'day-8', 'end-of-induction', 'after-blina-1', 'after-hr1'] as const;
/** Points of treatment at which facts become available, in time order. */
export type DecisionPoint = (typeof DECISION_POINTS)[number];

/** The points that give the baseline group; every later point may only change a group that is current. */
export const BASELINE_POINTS: readonly DecisionPoint[] = ['diagnosis', 'day-8'];

/** Protocol-neutral names: high, intermediate and low risk, always listed in this order. */
export const GROUPS = ['HR', 'IR', 'LR'] as const;
export type Group = (typeof GROUPS)[number];

export const PARTNERS = ['AFF1', 'MLLT1', 'MLLT3', 'MLLT10', 'AFDN', 'EPS15', 'other'] as const;
export type Partner = (typeof PARTNERS)[number];
export type Kmt2aStatus = 'rearranged' | 'germline';
export type CnsStatus = 'CNS1' | 'CNS2' | 'CNS3';
export type PrednisoneResponse = 'good' | 'poor' | 'not-evaluable';
export type MrdResult = 'positive' | 'negative';

/** What is known about one patient. A fact that is absent or null is unknown, which is neither true nor false. */
export type Facts = {
  /** Age at diagnosis in completed days; the day of birth is 0. */
  ageDays?: number | null;
  kmt2a?: Kmt2aStatus | null;
  /** False: the work-up is finished and the status could not be established. True: it can be or has been established. */
  kmt2aEvaluable?: boolean | null;
  /** AFF1 is t(4;11), formerly MLL-AF4. */
  kmt2aPartner?: Partner | null;
  /** White cells at diagnosis, ×10⁹/L. */
  wbc?: number | null;
  /** Central nervous system status at diagnosis. */
  cns?: CnsStatus | null;
  cnsDay8?: CnsStatus | null;
  /** Blasts per µL of peripheral blood on day 8, after 7 days of prednisone. */
  day8Blasts?: number | null;
  /** Day-8 response recorded as a category when no count is available. */
  prednisoneResponse?: PrednisoneResponse | null;
  /** Complete remission at the end of induction. */
  remissionEoi?: boolean | null;
  /** Minimal residual disease at the end of induction, percent of cells. */
  mrdEoi?: number | null;
  /** Minimal residual disease after the first blinatumomab cycle, percent of cells. */
  mrdBlina1?: number | null;
  /** Minimal residual disease by PCR after block HR1. */
  mrdHr1?: MrdResult | null;
};

export type FactName = keyof Facts;

/** Unit of a number; `percent` is percent of cells (10⁻⁴ is 0.01). */
export type Unit = 'days' | '10^9/L' | 'per-microlitre' | 'percent';

/** What a fact may hold and from which point of treatment it is available. Numbers are bounded below by `minimum`. */
export type FactDefinition = { at: DecisionPoint } & (
  | { type: 'number'; unit: Unit; minimum: number; integer: boolean }
  | { type: 'boolean' }
  | { type: 'text'; allowed: readonly string[] }
);

const CNS_STATUSES = ['CNS1', 'CNS2', 'CNS3'] as const;

/** The table of facts; it decides what is accepted, in which order facts are listed and when each becomes available. */
export const FACT_DEFINITIONS: Readonly<Record<FactName, FactDefinition>> = {
  ageDays: { at: 'diagnosis', type: 'number', unit: 'days', minimum: 0, integer: true },
  kmt2a: { at: 'diagnosis', type: 'text', allowed: ['rearranged', 'germline'] },
  kmt2aEvaluable: { at: 'diagnosis', type: 'boolean' },
  kmt2aPartner: { at: 'diagnosis', type: 'text', allowed: PARTNERS },
  wbc: { at: 'diagnosis', type: 'number', unit: '10^9/L', minimum: 0, integer: false },
  cns: { at: 'diagnosis', type: 'text', allowed: CNS_STATUSES },
  cnsDay8: { at: 'day-8', type: 'text', allowed: CNS_STATUSES },
  day8Blasts: { at: 'day-8', type: 'number', unit: 'per-microlitre', minimum: 0, integer: false },
  prednisoneResponse: { at: 'day-8', type: 'text', allowed: ['good', 'poor', 'not-evaluable'] },
  remissionEoi: { at: 'end-of-induction', type: 'boolean' },
  mrdEoi: { at: 'end-of-induction', type: 'number', unit: 'percent', minimum: 0, integer: false },
  mrdBlina1: { at: 'after-blina-1', type: 'number', unit: 'percent', minimum: 0, integer: false },
  mrdHr1: { at: 'after-hr1', type: 'text', allowed: ['positive', 'negative'] },
};

export const FACT_NAMES = Object.keys(FACT_DEFINITIONS) as FactName[];

/** Whether a text is the name of a fact; exact spelling, because a misspelt name must not count as unknown. */
export function isFactName(name: string): name is FactName {
  return Object.hasOwn(FACT_DEFINITIONS, name);
}

/** Whether a fact has a value; false, zero and empty results are values. */
export function isKnown(value: Facts[FactName]): boolean {
  return value !== null && value !== undefined;
}
