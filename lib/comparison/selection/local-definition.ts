import {
  DEFAULT_DEFINITIONS,
  EVENT_KINDS,
  LOCAL_TIME_ZEROS,
  USUAL_CHOICES,
  type DefinitionChoices,
  type EndpointDefinition,
  type EventKind,
  type LocalTimeZero,
} from '@/lib/patients/timeline';
import type { EndpointDefinition as StatedDefinition } from '@/lib/registry/schema';
import type { SurvivalEndpoint } from '@/lib/registry/vocabulary';

/** What a trial's source states of an endpoint, with the name of the trial. */
export type TrialDefinition = Readonly<{
  acronym: string;
  definition: Pick<StatedDefinition, 'timeZero' | 'events'> & Partial<Pick<StatedDefinition, 'counts'>>;
}>;

/** `definedBy` is the acronym of the trial whose definition was taken; null: the program's own. */
export type LocalDefinition = Readonly<{ definition: EndpointDefinition; definedBy: string | null }>;

/** Only wordings that leave no doubt; a list with any other wording is not translated into event kinds. */
const WORDINGS: Readonly<Record<string, EventKind>> = {
  death: 'death',
  'death from any cause': 'death',
  relapse: 'relapse',
  'second malignancy': 'second-malignancy',
  'induction failure': 'induction-failure',
};

/** Where the reader's choices depart from the usual and can matter under this definition. */
export function departures({ events, endpoint: _, ...chosen }: EndpointDefinition): Departure[] {
  const counts = (kind: EventKind): boolean => events.includes(kind);
  return [
    ...(chosen.failureAt === 'time-zero' && counts('induction-failure') ? ['failure-at-zero' as const] : []),
    ...(chosen.lineageSwitch === 'no-event' && counts('relapse') ? ['switch-no-event' as const] : []),
    ...(chosen.censorAtTransplant === true ? ['censored-at-hsct' as const] : []),
  ];
}
export type Departure = 'failure-at-zero' | 'switch-no-event' | 'censored-at-hsct';

/**
 * The definition under which the local cohort is computed. A trial's own is taken where every compared trial that states one
 * states the same: counts from a day that local patients have (diagnosis, remission, the end of induction), and the same events. Otherwise the program's own definition of the
 * endpoint holds. What a source does not state of the events is read as usual and listed; the rest the reader chooses, `zero` as well: from when days count, null for the definition's own.
 */
export function localDefinition(
  endpoint: SurvivalEndpoint,
  stated: readonly TrialDefinition[],
  choices: DefinitionChoices = USUAL_CHOICES,
  zero: LocalTimeZero | null = null,
): LocalDefinition {
  const from = zero === null ? {} : { timeZero: zero };
  const own = { definition: { ...DEFAULT_DEFINITIONS[endpoint], ...choices, ...from }, definedBy: null };
  const [first, ...others] = stated.map(({ definition }) => statedDefinition(endpoint, definition));
  if (first === undefined || first === null) return own;
  const same = others.every((one) => one?.timeZero === first.timeZero && one.events.join() === first.events.join());
  if (!same) return own;
  const definedBy = [...new Set(stated.map(({ acronym }) => acronym))].join(', ');
  return { definition: { endpoint, ...first, ...choices, ...from }, definedBy };
}

/** A source's definition in kinds of events that the program records, in their order; null where it cannot be taken. */
function statedDefinition(
  endpoint: SurvivalEndpoint,
  { timeZero, events, counts = null }: TrialDefinition['definition'],
): Pick<EndpointDefinition, 'timeZero' | 'events'> | null {
  const zero = LOCAL_TIME_ZEROS.find((one) => one === timeZero);
  if (zero === undefined) return null;
  const known = counts === null ? knownEvents(events) : countedEvents(endpoint, counts);
  return known === null ? null : { timeZero: zero, events: EVENT_KINDS.filter((kind) => known.includes(kind)) };
}

/** The kinds that the answers count; a kind without an answer counts as usual. Null where no kind has an answer. */
function countedEvents(
  endpoint: SurvivalEndpoint,
  counts: NonNullable<StatedDefinition['counts']>,
): EventKind[] | null {
  if (EVENT_KINDS.every((kind) => counts[kind] === 'not-stated')) return null;
  return EVENT_KINDS.filter((kind) =>
    counts[kind] === 'not-stated' ? DEFAULT_DEFINITIONS[endpoint].events.includes(kind) : counts[kind] === 'yes',
  );
}

/** The kinds that a source's list names; null where it is empty or a wording of it leaves a doubt. */
export function knownEvents(events: readonly string[]): EventKind[] | null {
  const kinds = events.map((wording) => WORDINGS[wording.trim().toLowerCase()]);
  const known = kinds.filter((kind) => kind !== undefined);
  return known.length === 0 || known.length < kinds.length ? null : known;
}
