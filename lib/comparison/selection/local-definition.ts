import {
  DEFAULT_DEFINITIONS,
  USUAL_CHOICES,
  type DefinitionChoices,
  type EndpointDefinition,
  type EventKind,
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
 * The definition under which the local cohort is computed. A trial's own is taken where it is the only one stated among
 * the compared trials, counts from diagnosis or remission, and each of its events is one that the program records;
 * otherwise the program's own definition of the endpoint holds. No source says the rest, which the reader chooses.
 */
export function localDefinition(
  endpoint: SurvivalEndpoint,
  stated: readonly TrialDefinition[],
  choices: DefinitionChoices = USUAL_CHOICES,
): LocalDefinition {
  const own = { definition: { ...DEFAULT_DEFINITIONS[endpoint], ...choices }, definedBy: null };
  const [first] = stated;
  if (first === undefined || stated.length > 1) return own;
  const { timeZero, events } = first.definition;
  if (timeZero !== 'diagnosis' && timeZero !== 'remission') return own;
  const known = knownEvents(events);
  if (known === null) return own;
  return { definition: { endpoint, timeZero, events: known, ...choices }, definedBy: first.acronym };
}

/** The kinds that a source's list names; null where it is empty or a wording of it leaves a doubt. */
export function knownEvents(events: readonly string[]): EventKind[] | null {
  const kinds = events.map((wording) => WORDINGS[wording.trim().toLowerCase()]);
  const known = kinds.filter((kind) => kind !== undefined);
  return known.length === 0 || known.length < kinds.length ? null : known;
}
