import { z } from 'zod';

// The adverse events of a study record of the ClinicalTrials.gov API, version 2. Counts are numbers there; one that is missing
// is missing here, and none is taken from another group or from the whole.
const text = z.string();
const counted = z.int().min(0).optional();
const event = z.object({
  term: text,
  organSystem: text.optional(),
  notes: text.optional(),
  stats: z.array(z.object({ groupId: text, numEvents: counted, numAffected: counted, numAtRisk: counted })).default([]),
});

export const AdverseModuleSchema = z.object({
  frequencyThreshold: text.optional(),
  timeFrame: text.optional(),
  description: text.optional(),
  eventGroups: z
    .array(
      z.object({
        id: text,
        title: text.optional(),
        deathsNumAffected: counted,
        deathsNumAtRisk: counted,
        seriousNumAffected: counted,
        seriousNumAtRisk: counted,
        otherNumAffected: counted,
        otherNumAtRisk: counted,
      }),
    )
    .default([]),
  seriousEvents: z.array(event).default([]),
  otherEvents: z.array(event).default([]),
});
type AdverseModule = z.infer<typeof AdverseModuleSchema>;

/** What an entry counts: deaths of any cause, serious events, or the others above the threshold. */
export const ADVERSE_KINDS = ['deaths', 'serious', 'other'] as const;
const orNull = text.nullable();
const count = z.int().min(0).nullable();
export const PostedAdverseSchema = z.object({
  timeFrame: orNull,
  /** percent below which other events were not reported, as it is printed */
  threshold: orNull,
  description: orNull,
  entries: z.array(
    z.object({
      kind: z.enum(ADVERSE_KINDS),
      /** null: all events of the kind together */
      term: orNull,
      system: orNull,
      notes: orNull,
      group: text,
      affected: count,
      atRisk: count,
      events: count,
    }),
  ),
});
/** Adverse events as they stand in a record, group by group, with the time over which they were counted. */
export type PostedAdverse = Readonly<z.infer<typeof PostedAdverseSchema>>;
export type AdverseEntry = PostedAdverse['entries'][number];

/** Adverse events as they are posted: first what all groups have together, then every event. */
export function toAdverse(module: AdverseModule | undefined): PostedAdverse {
  const { eventGroups: groups = [], seriousEvents = [], otherEvents = [] } = module ?? {};
  const name = (wanted: string): string => groups.find(({ id }) => id === wanted)?.title ?? wanted;
  const whole = (kind: AdverseEntry['kind'], id: string, affected?: number, atRisk?: number): AdverseEntry[] =>
    affected === undefined && atRisk === undefined
      ? []
      : [
          {
            ...{ kind, term: null, system: null, notes: null, group: name(id), events: null },
            ...{ affected: affected ?? null, atRisk: atRisk ?? null },
          },
        ];
  const each = (kind: AdverseEntry['kind'], listed: AdverseModule['seriousEvents']): AdverseEntry[] =>
    listed.flatMap(({ term, organSystem, notes, stats }) =>
      stats.map(({ groupId, numEvents, numAffected, numAtRisk }) => ({
        ...{ kind, term, system: organSystem ?? null, notes: notes ?? null, group: name(groupId) },
        ...{ affected: numAffected ?? null, atRisk: numAtRisk ?? null, events: numEvents ?? null },
      })),
    );
  return {
    timeFrame: module?.timeFrame ?? null,
    threshold: module?.frequencyThreshold ?? null,
    description: module?.description ?? null,
    entries: [
      ...groups.flatMap((one) => whole('deaths', one.id, one.deathsNumAffected, one.deathsNumAtRisk)),
      ...groups.flatMap((one) => whole('serious', one.id, one.seriousNumAffected, one.seriousNumAtRisk)),
      ...each('serious', seriousEvents),
      ...groups.flatMap((one) => whole('other', one.id, one.otherNumAffected, one.otherNumAtRisk)),
      ...each('other', otherEvents),
    ],
  };
}

/** `5 of 20`, and how many events: what is missing is a question mark. */
export function adverseCount({ affected, atRisk, events }: AdverseEntry): string {
  const patients = affected === null && atRisk === null ? null : `${affected ?? '?'} / ${atRisk ?? '?'}`;
  return [patients, events === null ? null : `(${events})`].filter((part) => part !== null).join(' ');
}
