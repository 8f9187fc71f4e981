import type { EventKind } from '@/lib/patients/timeline';
import { random, type Chance } from '../chance';

export type DemoEvent = {
  date: string;
  kind: EventKind;
  relapseSites: string[];
  lineage: string | null;
  deathCause: string | null;
};

/** A made-up patient in the words of the database; days are `YYYY-MM-DD`. */
export type DemoPatient = {
  pseudonym: string;
  sex: 'female' | 'male';
  ageDays: number;
  diagnosisDate: string;
  protocolSlug: string;
  /** An arm as the protocol's publication names it, and the day of its allocation; null where it has none or none was allotted. */
  protocolArm: string | null;
  protocolArmDate: string | null;
  features: {
    kmt2a: 'rearranged' | 'germline' | null;
    kmt2aEvaluable: boolean;
    kmt2aPartner: string | null;
    wbc: number;
    cns: string;
    immunophenotype: string;
    testicular: boolean | null;
  };
  response: {
    day8Blasts: number;
    prednisoneResponse: 'good' | 'poor';
    cnsDay8: string | null;
    remissionEoi: boolean;
    remissionDate: string | null;
  };
  mrd: {
    date: string;
    timePoint: string;
    method: string;
    result: string;
    valuePercent: number | null;
    sensitivityPercent: number;
  }[];
  treatments: { class: string; startDate: string; endDate: string | null }[];
  transplants: { date: string; donor: string; conditioning: string; remission: string }[];
  events: DemoEvent[];
  followUps: { date: string; status: string }[];
  riskOverrides: DemoOverride[];
};

/** A group that the team assigned, beside what the rules say (a test holds the two together). */
type DemoOverride = {
  protocolSlug: string;
  decisionPoint: string;
  computedGroup: string;
  ruleSetVersion: string;
  assignedGroup: string;
  assignedOn: string;
  reason: string;
};

/** How many made-up infants a made-up site has, what their pseudonyms begin with, and the number that fixes them. */
export type DemoCohort = Readonly<{ prefix: string; patients: number; seed: number }>;

const DEMO: DemoCohort = { prefix: 'DEMO', patients: 40, seed: 20260653 };
/** The day the demonstration's data were closed. */
const CLOSED = '2026-06-30';
const POOR_RESPONSE = 1000;

const OVERRIDES: Readonly<Record<string, DemoOverride>> = {
  'DEMO-020': {
    protocolSlug: 'mll-baby',
    decisionPoint: 'end-of-induction',
    computedGroup: 'IR',
    ruleSetVersion: '1',
    assignedGroup: 'HR',
    assignedOn: '2020-11-27',
    reason: 'Poor prednisone response with WBC above 400: the team chose the high-risk arm',
  },
};

/** Made-up infants, the same every time; forty at the site of the demonstration. Frequencies and outcomes are plausible for the disease, no more. */
export function makeDemoPatients(cohort: DemoCohort = DEMO): DemoPatient[] {
  const chance = random(cohort.seed);
  return Array.from({ length: cohort.patients }, (_, index) => {
    const patient = makePatient(chance, index, cohort);
    return { ...patient, ...armOf(patient, index) };
  });
}

type WithoutArm = Omit<DemoPatient, 'protocolArm' | 'protocolArmDate'>;

function makePatient(chance: Chance, index: number, { prefix, patients }: DemoCohort): WithoutArm {
  // Spread evenly, so that neither the calendar nor the proportions depend on luck: three of four are rearranged.
  const diagnosisDate = addDays('2016-01-10', Math.floor((index * 3610) / patients) + chance.whole(0, 60));
  const unsettled = index === 17;
  const rearranged = !unsettled && index % 9 !== 4 && index % 9 !== 7;
  const sex = chance.one(['female', 'male'] as const);
  const features = {
    ...makeFeatures(chance, rearranged, sex),
    ...(unsettled ? { kmt2a: null, kmt2aEvaluable: false, kmt2aPartner: null } : {}),
  };
  const poor = chance.happens(rearranged ? 0.3 : 0.1);
  const day8Blasts = poor ? chance.whole(POOR_RESPONSE, 9000) : chance.whole(0, POOR_RESPONSE - 1);
  const course = makeCourse(chance, { diagnosisDate, rearranged, poor, sex });
  const pseudonym = `${prefix}-${String(index + 1).padStart(3, '0')}`;
  return {
    pseudonym,
    sex,
    ageDays: rearranged ? Math.round(12 + 330 * chance.share() ** 1.5) : chance.whole(110, 362),
    diagnosisDate,
    protocolSlug: protocolAt(diagnosisDate),
    features,
    ...course,
    riskOverrides: Object.entries(OVERRIDES).flatMap(([name, override]) => (name === pseudonym ? [override] : [])),
    response: {
      day8Blasts,
      prednisoneResponse: poor ? 'poor' : 'good',
      cnsDay8: chance.happens(0.5) ? 'CNS1' : null,
      ...course.response,
    },
  };
}

/**
 * The arm that a child in remission is allotted on the day of remission. Interfant-06 drew one of two; in Interfant-21 the arm
 * is the risk group, which its rules give (a test holds the two together). MLL-Baby has one arm, which divides nobody.
 */
function armOf(
  { protocolSlug, ageDays, features, response }: WithoutArm,
  index: number,
): Pick<DemoPatient, 'protocolArm' | 'protocolArmDate'> {
  const { remissionDate, prednisoneResponse } = response;
  if (remissionDate === null || features.kmt2a !== 'rearranged') return { protocolArm: null, protocolArmDate: null };
  const high = ageDays < 183 && (features.wbc >= 300 || prednisoneResponse === 'poor');
  const arms: Record<string, string> = {
    'interfant-06': index % 2 === 0 ? 'IB' : 'ADE + MAE',
    'interfant-21': high ? 'High risk' : 'Medium risk',
  };
  const protocolArm = arms[protocolSlug] ?? null;
  return { protocolArm, protocolArmDate: protocolArm === null ? null : remissionDate };
}

function makeFeatures(chance: Chance, rearranged: boolean, sex: 'female' | 'male'): DemoPatient['features'] {
  const partner = chance.weighted({ AFF1: 48, MLLT1: 21, MLLT3: 16, MLLT10: 6, EPS15: 3, other: 6 });
  const wbc = Math.exp((rearranged ? 5 : 3.5) + (rearranged ? 1 : 1.1) * chance.normal());
  return {
    kmt2a: rearranged ? 'rearranged' : 'germline',
    kmt2aEvaluable: true,
    kmt2aPartner: rearranged ? partner : null,
    wbc: Math.round(Math.min(1200, Math.max(2.5, wbc)) * 10) / 10,
    cns: chance.weighted(rearranged ? { CNS1: 62, CNS2: 23, CNS3: 15 } : { CNS1: 82, CNS2: 13, CNS3: 5 }),
    immunophenotype: chance.weighted(
      rearranged
        ? { 'pro-B': 75, 'common-B': 5, 'pre-B': 15, mixed: 5 }
        : { 'common-B': 55, 'pre-B': 30, 'pro-B': 10, T: 5 },
    ),
    testicular: sex === 'male' ? chance.happens(0.06) : null,
  };
}

type Outset = { diagnosisDate: string; rearranged: boolean; poor: boolean; sex: 'female' | 'male' };
type Course = Pick<DemoPatient, 'mrd' | 'treatments' | 'transplants' | 'events' | 'followUps'> & {
  response: Pick<DemoPatient['response'], 'remissionEoi' | 'remissionDate'>;
};

function makeCourse(chance: Chance, outset: Outset): Course {
  const { diagnosisDate, rearranged, poor } = outset;
  const at = (days: number): string => addDays(diagnosisDate, days);
  const closed = daysFrom(diagnosisDate, CLOSED);
  const fate = rearranged
    ? chance.weighted({ none: poor ? 24 : 40, relapse: poor ? 58 : 46, failure: 4, toxic: 7, second: 2 })
    : chance.weighted({ none: 79, relapse: 16, toxic: 5 });
  const remission = chance.whole(31, 43);
  const eventAt = Math.min(closed - 40, whenAfter(chance, fate));
  const events = fate === 'none' || eventAt < 1 ? [] : makeEvents(chance, outset, fate, eventAt, closed);
  const death = events.find(({ kind }) => kind === 'death')?.date ?? null;
  const alive = (days: number): boolean => days <= closed && (death === null || at(days) <= death);
  const reached = fate !== 'failure' && alive(remission) && (events.length === 0 || eventAt > remission);
  const hsctAt = chance.whole(160, 240);
  const transplanted =
    reached &&
    rearranged &&
    (poor || chance.happens(0.12)) &&
    alive(hsctAt) &&
    (events.length === 0 || eventAt > hsctAt + 20);
  // Interfant-21 gives it to every child with a rearrangement; before, and without one, some centres did.
  const given = reached && diagnosisDate >= '2020-01-01' && chance.happens(rearranged ? 0.6 : 0.2);
  const meant = reached && rearranged && protocolAt(diagnosisDate) === 'interfant-21';
  const blinatumomab = (given || meant) && alive(remission + 35) && (events.length === 0 || eventAt > remission + 40);
  return {
    response: { remissionEoi: reached, remissionDate: reached ? at(remission) : null },
    mrd: reached ? makeMrd(chance, { at, remission, alive, before: transplanted ? hsctAt - 12 : null, poor }) : [],
    treatments: [
      {
        class: 'chemotherapy',
        startDate: at(1),
        endDate: endOfChemotherapy(at, events.length === 0 ? 730 : eventAt, closed),
      },
      ...(blinatumomab
        ? [{ class: 'bispecific antibody', startDate: at(remission + 6), endDate: at(remission + 34) }]
        : []),
    ],
    transplants: transplanted
      ? [
          {
            date: at(hsctAt),
            donor: chance.weighted({ 'matched-sibling': 3, 'matched-unrelated': 4, haploidentical: 3 }),
            conditioning: chance.weighted({ busulfan: 5, treosulfan: 5 }),
            remission: 'CR1',
          },
        ]
      : [],
    events,
    followUps: makeFollowUps(chance, { at, closed, events, death }),
  };
}

/** Days to the first event: most relapses come early, while treatment still runs. */
function whenAfter(chance: Chance, fate: string): number {
  if (fate === 'failure') return chance.whole(36, 45);
  if (fate === 'toxic') return chance.whole(12, 260);
  if (fate === 'second') return chance.whole(900, 1900);
  return Math.round(95 + 620 * chance.share() ** 1.6);
}

function makeEvents(
  chance: Chance,
  { diagnosisDate, rearranged, sex }: Outset,
  fate: string,
  eventAt: number,
  closed: number,
): DemoEvent[] {
  const event = (days: number, kind: EventKind, more: Partial<DemoEvent> = {}): DemoEvent => ({
    date: addDays(diagnosisDate, days),
    kind,
    relapseSites: [],
    lineage: null,
    deathCause: null,
    ...more,
  });
  if (fate === 'toxic') return [event(eventAt, 'death', { deathCause: 'treatment-related' })];
  const sites = chance
    .weighted({ 'bone-marrow': 70, 'bone-marrow,cns': 14, cns: 10, 'bone-marrow,testis': sex === 'male' ? 6 : 0 })
    .split(',');
  const kinds: Record<string, DemoEvent> = {
    failure: event(eventAt, 'induction-failure'),
    second: event(eventAt, 'second-malignancy'),
    relapse: event(eventAt, 'relapse', {
      relapseSites: sites,
      lineage: rearranged && chance.happens(0.08) ? 'switch-to-myeloid' : 'same',
    }),
  };
  const first = kinds[fate];
  if (first === undefined) return [];
  const diesAt = eventAt + chance.whole(35, 420);
  const dies = chance.happens(fate === 'second' ? 0.4 : 0.72) && diesAt <= closed;
  return dies ? [first, event(diesAt, 'death', { deathCause: 'leukaemia' })] : [first];
}

type MrdPlan = {
  at: (days: number) => string;
  remission: number;
  alive: (days: number) => boolean;
  before: number | null;
  poor: boolean;
};

function makeMrd(chance: Chance, { at, remission, alive, before, poor }: MrdPlan): DemoPatient['mrd'] {
  const sample = (days: number, timePoint: string, negative: number): DemoPatient['mrd'][number] => {
    const result = chance.weighted({
      negative,
      'positive-not-quantifiable': 15,
      quantified: Math.max(1, 85 - negative),
    });
    const value = result === 'quantified' ? Number((10 ** (-3.2 + 2.6 * chance.share())).toPrecision(2)) : null;
    return {
      date: at(days),
      timePoint,
      method: chance.weighted({ 'ig-tr-pcr': 6, 'kmt2a-fusion-pcr': 2, flow: 3 }),
      result,
      valuePercent: value,
      sensitivityPercent: 0.001,
    };
  };
  return [
    sample(remission, 'end-of-induction', poor ? 18 : 45),
    ...(alive(remission + 75) ? [sample(remission + 75, 'end-of-consolidation', poor ? 45 : 72)] : []),
    ...(before === null ? [] : [sample(before, 'before-hsct', 70)]),
  ];
}

type FollowUpPlan = {
  at: (days: number) => string;
  closed: number;
  events: readonly DemoEvent[];
  death: string | null;
};

/** Seen about twice a year until the data were closed, the death, or, rarely, until contact was lost. */
function makeFollowUps(chance: Chance, { at, closed, events, death }: FollowUpPlan): DemoPatient['followUps'] {
  const lostAfter = chance.happens(0.06) ? chance.whole(500, 1400) : Number.POSITIVE_INFINITY;
  const visits: DemoPatient['followUps'] = [];
  for (let days = chance.whole(150, 200); days <= Math.min(closed, lostAfter); days += chance.whole(150, 210)) {
    if (death !== null && at(days) >= death) break;
    visits.push({
      date: at(days),
      status: events.some(({ date }) => date <= at(days)) ? 'alive-with-disease' : 'alive-in-remission',
    });
  }
  const last = visits.at(-1);
  if (death === null && lostAfter <= closed && last !== undefined) last.status = 'lost';
  return visits;
}

function endOfChemotherapy(at: (days: number) => string, days: number, closed: number): string | null {
  return days <= closed ? at(Math.max(2, days)) : null;
}

/** A protocol that was open to an infant then, by its slug in the evidence. */
function protocolAt(diagnosisDate: string): string {
  if (diagnosisDate < '2017-01-01') return 'interfant-06';
  return diagnosisDate < '2022-09-01' ? 'mll-baby' : 'interfant-21';
}

const DAY = 86_400_000;

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

function daysFrom(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}
