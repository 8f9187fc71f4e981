import { EVENT_KINDS, type EndpointDefinition, type EventKind } from '@/lib/patients/timeline';
import { knownEvents, type TrialDefinition } from './local-definition';

/** What studies do differently within one endpoint and rarely say. */
export const OPEN_ITEMS = ['failure-time', 'second-malignancy', 'lineage-switch', 'hsct'] as const;
export type OpenItem = (typeof OPEN_ITEMS)[number];

/**
 * The definition under both readings of an item, all else as chosen: a failure counts when found or at time zero, a second
 * malignancy and a lineage switch are an event or not, a transplant does not end follow-up or does. Null where the item can
 * change nothing. Whether a second malignancy is an event of overall survival is no question.
 */
export function bothReadings(
  item: OpenItem,
  definition: EndpointDefinition,
): readonly [EndpointDefinition, EndpointDefinition] | null {
  const { endpoint, events } = definition;
  const without = (kind: EventKind): EventKind[] => EVENT_KINDS.filter((one) => one !== kind && events.includes(one));
  const withKind = (kind: EventKind): EventKind[] => EVENT_KINDS.filter((one) => one === kind || events.includes(one));
  switch (item) {
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

/** No definition says when a failure counts, what a lineage switch is or what a transplant does; a list of events may name the rest. */
function isStated(item: OpenItem, stated: TrialDefinition['definition'] | undefined): boolean {
  if (item !== 'second-malignancy' || stated === undefined) return false;
  const { counts = null, events } = stated;
  return counts === null ? knownEvents(events) !== null : counts['second-malignancy'] !== 'not-stated';
}
