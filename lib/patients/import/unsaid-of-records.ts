import { RECORD_KINDS, type RecordKind } from '../vocabulary';
import { readTarget, STORED_RECORD } from './fields';

/** Without what a new record of a kind is not stored, and no rule of reading says it. */
const NEEDED: Readonly<Record<RecordKind, readonly string[]>> = {
  mrd: ['date', 'timePoint'],
  treatment: ['class', 'startDate'],
  transplant: ['date'],
  event: ['date', 'kind'],
  'follow-up': ['date', 'status'],
};

/** What no column says of a record that the columns of a sheet say something of; `at` is the first of these columns. */
export type Unsaid = Readonly<{ at: number; kind: RecordKind; slot: string; fields: readonly string[] }>;

/** The records of a sheet that would be refused where they are new, since no column says what they cannot be without. */
export function unsaidOfRecords(targets: readonly (string | null)[]): Unsaid[] {
  const places = new Map<string, { at: number; kind: RecordKind; slot: string; said: Set<string> }>();
  for (const [at, key] of targets.entries()) {
    const target = key === null ? null : readTarget(key);
    const kind = RECORD_KINDS.find((one) => one === target?.of);
    if (target === null || kind === undefined) continue;
    const slot = target.slot ?? '';
    const place = places.get(`${kind}#${slot}`) ?? { at, kind, slot, said: new Set() };
    places.set(`${kind}#${slot}`, place);
    place.said.add(target.field);
    // The place of an event in a row says what it is.
    if (kind === 'event' && slot !== '') place.said.add('kind');
  }
  return [...places.values()].flatMap(({ said, ...place }) => {
    const fields = NEEDED[place.kind].filter((field) => !said.has(field));
    return fields.length === 0 || said.has(STORED_RECORD) ? [] : [{ ...place, fields }];
  });
}
