import { EVENT_KINDS, type EndpointDefinition, type EventKind } from '@/lib/patients/timeline';
import { knownEvents, type TrialDefinition } from './local-definition';

/** What studies do differently within one endpoint and rarely say. */
export const OPEN_ITEMS = ['induction-failure', 'failure-time', 'second-malignancy', 'lineage-switch', 'hsct'] as const;
export type OpenItem = (typeof OPEN_ITEMS)[number];

/**
 * The definition under both readings of an item, all else as chosen: an induction failure and a second malignancy are an
 * event or not, a failure counts when found or at time zero, a lineage switch is an event or not, a transplant does not end
 * follow-up or does. Null where the item can change nothing: from remission on there is no induction failure, and of overall
 * survival only a transplant is a question.
 */
export function bothReadings(
  item: OpenItem,
  definition: EndpointDefinition,
): readonly [EndpointDefinition, EndpointDefinition] | null {
  const { endpoint, events } = definition;
  const without = (kind: EventKind): EventKind[] => EVENT_KINDS.filter((one) => one !== kind && events.includes(one));
  const withKind = (kind: EventKind): EventKind[] => EVENT_KINDS.filter((one) => one === kind || events.includes(one));
  switch (item) {
    case 'induction-failure':
      if (endpoint === 'OS' || definition.timeZero === 'remission') return null;
      return [
        { ...definition, events: withKind('induction-failure') },
        { ...definition, events: without('induction-failure') },
      ];
    case 'failure-time':
      if (!events.includes('induction-failure')) return null;
      return [
        { ...definition, failureAt: 'found' },
        { ...definition, failureAt: 'time-zero' },
      ];
    case 'second-malignancy':
      if (endpoint === 'OS') return null;
      return [
        { ...definition, events: withKind('second-malignancy') },
        { ...definition, events: without('second-malignancy') },
      ];
    case 'lineage-switch':
      if (!events.includes('relapse')) return null;
      return [
        { ...definition, lineageSwitch: 'event' },
        { ...definition, lineageSwitch: 'no-event' },
      ];
    case 'hsct':
      return [
        { ...definition, censorAtTransplant: false },
        { ...definition, censorAtTransplant: true },
      ];
  }
}

/** What a trial's source leaves open of the endpoint; `stated` undefined: no definition of it is known. */
export function openItems(
  definition: EndpointDefinition,
  stated: TrialDefinition['definition'] | undefined,
): readonly OpenItem[] {
  return OPEN_ITEMS.filter((item) => bothReadings(item, definition) !== null && !isStated(item, stated));
}

/** No definition says when a failure counts, what a lineage switch is or what a transplant does; answers or a list of events may say the rest. */
function isStated(item: OpenItem, stated: TrialDefinition['definition'] | undefined): boolean {
  if ((item !== 'second-malignancy' && item !== 'induction-failure') || stated === undefined) return false;
  const { counts = null, events } = stated;
  return counts === null ? knownEvents(events) !== null : counts[item] !== 'not-stated';
}

/** Relapse and death are events of every such endpoint: where the answers of a source leave one out it is taken as usual, and named. */
export function takenAsUsual(stated: TrialDefinition['definition'] | undefined): readonly ('relapse' | 'death')[] {
  const counts = stated?.counts ?? null;
  return counts === null ? [] : (['relapse', 'death'] as const).filter((kind) => counts[kind] === 'not-stated');
}
