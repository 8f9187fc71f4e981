export const EVENT_KINDS = ['induction-failure', 'relapse', 'second-malignancy', 'death'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** A dated record that shows the child alive on its day. */
export type AliveRecord = 'follow-up' | 'mrd' | 'transplant' | 'treatment' | 'remission' | 'later-remission';

/** One child's course as far as outcomes need it. Dates are calendar days, `YYYY-MM-DD`. */
export type PatientCourse = {
  patientId: string;
  siteId: string;
  /** The site's patients are a demonstration. */
  madeUp: boolean;
  diagnosisDate: string;
  /** Completed days at diagnosis. */
  ageDays: number;
  kmt2a: 'rearranged' | 'germline' | null;
  /** First complete remission; null: not reached or not recorded. */
  remissionDate: string | null;
  /** Day of the end of induction (`endOfInduction`); null or absent: not reached or not recorded. */
  endOfInductionDate?: string | null;
  transplantDates: string[];
  /** `lineageSwitch`: a relapse with a switch to the myeloid lineage. */
  events: { id: string; date: string; kind: EventKind; lineageSwitch?: boolean }[];
  knownAliveDates: { date: string; record: AliveRecord }[];
  /** The dates above that are known in part: the day that counts for each, and the days between which it lies. */
  partialDates?: readonly PartialCourseDate[];
  /** No remission at the end of induction, and nobody has said whether that was an induction failure. */
  failureUndecided?: boolean;
};

export type PartialCourseDate = { record: LastContactRecord; date: string; from: string; to: string };

export const ENDPOINTS = ['EFS', 'OS', 'DFS', 'RFS'] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

export const FAILURE_TIMES = ['found', 'time-zero'] as const;
export const SWITCH_COUNTS = ['event', 'no-event'] as const;

/** What studies do differently within one endpoint. */
export type DefinitionChoices = {
  /** The day of an induction failure: when it was found, or the time zero, for the child was never in remission. */
  failureAt: (typeof FAILURE_TIMES)[number];
  /** Whether a relapse with a lineage switch counts as the relapse that it is recorded as. */
  lineageSwitch: (typeof SWITCH_COUNTS)[number];
  /** The observation ends with the first transplant; an event of that day still counts. */
  censorAtTransplant: boolean;
};

export const USUAL_CHOICES: DefinitionChoices = {
  failureAt: 'found',
  lineageSwitch: 'event',
  censorAtTransplant: false,
};

/** From when days may be counted. */
export const LOCAL_TIME_ZEROS = ['diagnosis', 'remission', 'end-of-induction'] as const;
export type LocalTimeZero = (typeof LOCAL_TIME_ZEROS)[number];

/** What counts as an event, and from when the days are counted. */
export type EndpointDefinition = Partial<DefinitionChoices> & {
  endpoint: Endpoint;
  timeZero: LocalTimeZero;
  events: readonly EventKind[];
};

/** The definitions that hold unless a trial's own are asked for. */
export const DEFAULT_DEFINITIONS: Record<Endpoint, EndpointDefinition> = {
  EFS: {
    endpoint: 'EFS',
    timeZero: 'diagnosis',
    events: ['induction-failure', 'relapse', 'second-malignancy', 'death'],
  },
  OS: { endpoint: 'OS', timeZero: 'diagnosis', events: ['death'] },
  DFS: { endpoint: 'DFS', timeZero: 'remission', events: ['relapse', 'second-malignancy', 'death'] },
  RFS: { endpoint: 'RFS', timeZero: 'remission', events: ['relapse', 'death'] },
};

export type LastContactRecord = AliveRecord | EventKind | 'diagnosis';

export type Observation = {
  /** Whole days from time zero, never negative. */
  timeDays: number;
  /** False: censored. */
  event: boolean;
  decidedBy:
    | { type: 'event'; kind: EventKind; date: string }
    | { type: 'last-contact'; record: LastContactRecord; date: string };
};

/** Of records on one last day, the first of these is named. */
const LAST_CONTACT_ORDER: readonly LastContactRecord[] = [
  'death',
  'second-malignancy',
  'relapse',
  'induction-failure',
  'follow-up',
  'transplant',
  'mrd',
  'treatment',
  'later-remission',
  'remission',
  'diagnosis',
];

/** The day from which a child's days are counted; null where it was not reached or is not recorded. */
export function timeZeroDate(
  course: Pick<PatientCourse, 'diagnosisDate' | 'remissionDate' | 'endOfInductionDate'>,
  zero: LocalTimeZero,
): string | null {
  if (zero === 'diagnosis') return course.diagnosisDate;
  return zero === 'remission' ? course.remissionDate : (course.endOfInductionDate ?? null);
}

/**
 * What this child adds to a survival curve under one definition; null where the child never reached the time zero
 * (no recorded remission, or end of induction, where days count from there).
 *
 * - The first qualifying event on or after time zero decides. Of several on one day the earlier step of the illness is
 *   named (induction failure, relapse, second malignancy, death): a relapse found on the day of death preceded it. The
 *   time is the same either way.
 * - An event before time zero never counts: an induction failure followed by a late remission is no event of DFS. From the
 *   end of induction a failure found before that day counts on it.
 * - Without a qualifying event the child is censored on the last day known alive: the latest of all dated records, and
 *   of events that the definition does not count, for a relapse also shows the child alive that day (OS). A death that
 *   the definition does not count ends the observation on its day, whatever is dated later.
 * - Nothing recorded since time zero: censored at 0 days.
 * - Where the definition says so: an induction failure counts at time zero, whatever is dated before the day on which it
 *   was found; a lineage switch is no event, and shows the child alive that day; the first transplant censors, so that
 *   only an event on or before its day counts, and a child transplanted before time zero is censored at 0 days.
 *
 * The order of the records does not matter.
 */
export function deriveObservation(course: PatientCourse, definition: EndpointDefinition): Observation | null {
  const zero = timeZeroDate(course, definition.timeZero);
  if (zero === null) return null;
  const transplanted = definition.censorAtTransplant === true ? firstOf(course.transplantDates) : null;
  const first = firstEvent(course, definition, zero);
  if (first !== null && (transplanted === null || first.date <= transplanted))
    return {
      timeDays: daysBetween(zero, first.date),
      event: true,
      decidedBy: { type: 'event', kind: first.kind, date: first.date },
    };
  if (transplanted !== null)
    return {
      timeDays: Math.max(0, daysBetween(zero, transplanted)),
      event: false,
      decidedBy: { type: 'last-contact', record: 'transplant', date: transplanted },
    };
  const last = lastContact(course, zero);
  return { timeDays: daysBetween(zero, last.date), event: false, decidedBy: { type: 'last-contact', ...last } };
}

/**
 * How far an observation depends on dates known in part: null where the date that decided and the time zero are whole
 * days, otherwise the least and the most days from time zero with every such date at one end or the other of its period.
 */
export function observationBounds(
  course: PatientCourse,
  definition: EndpointDefinition,
): { leastDays: number; mostDays: number } | null {
  const observation = deriveObservation(course, definition);
  const { partialDates = [] } = course;
  if (observation === null || partialDates.length === 0) return null;
  const { decidedBy } = observation;
  const failed = decidedBy.type === 'event' && decidedBy.kind === 'induction-failure';
  if (failed && definition.failureAt === 'time-zero') return null;
  const decisive = decidedBy.type === 'event' ? decidedBy.kind : decidedBy.record;
  const isPartial = (record: LastContactRecord, date: string | null): boolean =>
    partialDates.some((one) => one.record === record && one.date === date);
  const zeroDate = timeZeroDate(course, definition.timeZero);
  // The end of induction is the day of a measurement of MRD or of the remission found there.
  const zeroRecords: readonly LastContactRecord[] =
    definition.timeZero === 'end-of-induction' ? ['mrd', 'remission'] : [definition.timeZero];
  const zeroPart = partialDates.find(({ record, date }) => zeroRecords.includes(record) && date === zeroDate);
  if (!isPartial(decisive, decidedBy.date) && zeroPart === undefined) return null;
  const zeroSpan = zeroPart ?? { from: zeroDate ?? '', to: zeroDate ?? '' };
  const decided = (end: 'from' | 'to'): string =>
    deriveObservation(withDatesAt(course, end), definition)?.decidedBy.date ?? decidedBy.date;
  return {
    leastDays: Math.max(0, daysBetween(zeroSpan.to, decided('from'))),
    mostDays: Math.max(0, daysBetween(zeroSpan.from, decided('to'))),
  };
}

/** What is known of a date of the course: `YYYY-MM-DD`, and `YYYY-MM` or `YYYY` where the day that counts was put there. */
export function knownDate({ partialDates = [] }: PatientCourse, record: LastContactRecord, date: string): string {
  const part = partialDates.find((one) => one.record === record && one.date === date);
  if (part === undefined || part.from === part.to) return date;
  return date.slice(0, part.from.slice(0, 7) === part.to.slice(0, 7) ? 7 : 4);
}

/** The course with every date known in part at its earliest or latest day; diagnosis and first remission stay. */
function withDatesAt(course: PatientCourse, end: 'from' | 'to'): PatientCourse {
  const at = (record: LastContactRecord, date: string): string =>
    course.partialDates?.find((one) => one.record === record && one.date === date)?.[end] ?? date;
  return {
    ...course,
    transplantDates: course.transplantDates.map((date) => at('transplant', date)),
    events: course.events.map((event) => ({ ...event, date: at(event.kind, event.date) })),
    knownAliveDates: course.knownAliveDates.map(({ record, date }) => ({
      record,
      date: record === 'remission' ? date : at(record, date),
    })),
  };
}

/** Whole days from one calendar day to another; negative where `to` is earlier. Throws RangeError on anything but `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The last day on which anything shows the child alive, or the day of death. */
export function lastContact(
  course: PatientCourse,
  since: string = course.diagnosisDate,
): { record: LastContactRecord; date: string } {
  const died = course.events.find((event) => event.kind === 'death')?.date ?? null;
  const records: { record: LastContactRecord; date: string }[] = [
    { record: 'diagnosis', date: course.diagnosisDate },
    ...(course.remissionDate === null ? [] : [{ record: 'remission' as const, date: course.remissionDate }]),
    ...course.transplantDates.map((date) => ({ record: 'transplant' as const, date })),
    ...course.events.map(({ kind, date }) => ({ record: kind, date })),
    ...course.knownAliveDates.map(({ record, date }) => ({ record, date })),
  ];
  const usable = records.filter(({ date }) => date >= since && (died === null || date <= died));
  const [latest] = usable.sort(
    (a, b) =>
      compareText(b.date, a.date) || LAST_CONTACT_ORDER.indexOf(a.record) - LAST_CONTACT_ORDER.indexOf(b.record),
  );
  return latest ?? { record: since === course.remissionDate ? 'remission' : 'diagnosis', date: since };
}

function firstEvent(
  course: PatientCourse,
  definition: EndpointDefinition,
  zero: string,
): { kind: EventKind; date: string } | null {
  const counted = course.events
    .map((event) => atEndOfInduction(event, definition, zero))
    .filter((event) => definition.events.includes(event.kind) && event.date >= zero)
    .filter(({ lineageSwitch }) => lineageSwitch !== true || definition.lineageSwitch !== 'no-event')
    .map(({ kind, date }) => ({
      kind,
      date: kind === 'induction-failure' && definition.failureAt === 'time-zero' ? zero : date,
    }));
  const [first] = counted.sort(
    (a, b) => compareText(a.date, b.date) || EVENT_KINDS.indexOf(a.kind) - EVENT_KINDS.indexOf(b.kind),
  );
  return first ?? null;
}

/** A failure is known by the end of induction at the latest: one found some days before is there on that day, and not gone. */
function atEndOfInduction<Event extends { date: string; kind: EventKind }>(
  event: Event,
  { timeZero }: EndpointDefinition,
  zero: string,
): Event {
  const early = timeZero === 'end-of-induction' && event.kind === 'induction-failure' && event.date < zero;
  return early ? { ...event, date: zero } : event;
}

function firstOf(days: readonly string[]): string | null {
  return days.reduce<string | null>((first, day) => (first === null || day < first ? day : first), null);
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** The days of a course are looked at again and again, and all days of a registry are some ten thousand. */
const KNOWN_DAYS = new Map<string, number>();
const MOST_KNOWN = 50_000;

function dayNumber(day: string): number {
  const known = KNOWN_DAYS.get(day);
  if (known !== undefined) return known;
  const number = readDayNumber(day);
  if (KNOWN_DAYS.size < MOST_KNOWN) KNOWN_DAYS.set(day, number);
  return number;
}

function readDayNumber(day: string): number {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString().slice(0, 10) !== day)
    throw new RangeError('not a calendar day (YYYY-MM-DD)');
  return milliseconds / MILLISECONDS_PER_DAY;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
