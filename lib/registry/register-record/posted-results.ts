import { z } from 'zod';
import { AdverseModuleSchema, type PostedAdverse } from './adverse-events';

// The results section of a study record of the ClinicalTrials.gov API, version 2: participant flow, baseline
// characteristics, outcome measures and adverse events. A list that is missing is empty; a value stands as it is printed.
const text = z.string();
const group = z.object({ id: text, title: text.optional() });
const denom = z.object({
  units: text.optional(),
  counts: z.array(z.object({ groupId: text, value: text })).default([]),
});
const measurement = z.object({
  groupId: text,
  value: text.optional(),
  spread: text.optional(),
  lowerLimit: text.optional(),
  upperLimit: text.optional(),
  comment: text.optional(),
});
const measureClass = z.object({
  title: text.optional(),
  denoms: z.array(denom).default([]),
  categories: z.array(z.object({ title: text.optional(), measurements: z.array(measurement).default([]) })).default([]),
});
const measured = {
  title: text,
  populationDescription: text.optional(),
  paramType: text.optional(),
  dispersionType: text.optional(),
  unitOfMeasure: text.optional(),
  denoms: z.array(denom).default([]),
  classes: z.array(measureClass).default([]),
};
const achievement = z.object({
  groupId: text,
  numSubjects: text.optional(),
  numUnits: text.optional(),
  comment: text.optional(),
});
const moment = z.object({ type: text, comment: text.optional() });

const analysis = z.object({
  groupIds: z.array(text).default([]),
  statisticalMethod: text.optional(),
  paramType: text.optional(),
  paramValue: text.optional(),
  pValue: text.optional(),
  ciPctValue: text.optional(),
  ciLowerLimit: text.optional(),
  ciUpperLimit: text.optional(),
});

export const ResultsSectionSchema = z.object({
  participantFlowModule: z
    .object({
      groups: z.array(group).default([]),
      periods: z
        .array(
          z.object({
            title: text,
            milestones: z.array(moment.extend({ achievements: z.array(achievement).default([]) })).default([]),
            dropWithdraws: z.array(moment.extend({ reasons: z.array(achievement).default([]) })).default([]),
          }),
        )
        .default([]),
    })
    .optional(),
  baselineCharacteristicsModule: z
    .object({
      populationDescription: text.optional(),
      groups: z.array(group).default([]),
      denoms: z.array(denom).default([]),
      measures: z.array(z.object(measured)).default([]),
    })
    .optional(),
  outcomeMeasuresModule: z
    .object({
      outcomeMeasures: z
        .array(
          z.object({
            ...measured,
            timeFrame: text.optional(),
            groups: z.array(group).default([]),
            analyses: z.array(analysis).default([]),
          }),
        )
        .default([]),
    })
    .optional(),
  adverseEventsModule: AdverseModuleSchema.optional(),
});
type ResultsSection = z.infer<typeof ResultsSectionSchema>;
type Group = z.infer<typeof group>;
type Denom = z.infer<typeof denom>;
type Analysis = z.infer<typeof analysis>;
type Measure = Readonly<z.infer<z.ZodObject<typeof measured>> & { timeFrame?: string | undefined }>;

const orNull = text.nullable();
const postedValue = {
  measure: text,
  population: orNull,
  group: text,
  category: orNull,
  n: orNull,
  value: orNull,
  unit: orNull,
  spread: orNull,
};
export const PostedResultSchema = z.object({ timeFrame: orNull, ...postedValue });
export const PostedBaselineSchema = z.object(postedValue);
export const PostedFlowSchema = z.object({
  period: text,
  moment: text,
  leaving: z.boolean(),
  group: text,
  n: orNull,
  comment: orNull,
});

/**
 * A posted result as it stands in the record, value and spread as they are printed; it is no figure of the registry.
 * `unit` says what the value is, for example `Number (percentage of participants)`, `spread` has the limits or the error
 * with what they are called, `n` the participants analysed. Of a measure without values one entry says so: no value.
 */
export type PostedResult = Readonly<z.infer<typeof PostedResultSchema>>;
/** A baseline measure of one group as it stands in the record. */
export type PostedBaseline = Readonly<z.infer<typeof PostedBaselineSchema>>;
/** How many of a group reached a moment of the participant flow, or left there (`leaving`), and why. */
export type PostedFlow = Readonly<z.infer<typeof PostedFlowSchema>>;

/** What the register posts of a study's participants, with the number, and the day on which it was read. */
export type PostedRecord = Readonly<{
  number: string;
  /** `YYYY-MM-DD` */
  readOn: string;
  /** when the register posted its last update */
  updated: string | null;
  flow: readonly PostedFlow[];
  baseline: readonly PostedBaseline[];
  /** null: its record was read before adverse events were */
  adverse: PostedAdverse | null;
}>;

/** Outcome measures group by group, as they are posted. */
export function toResults(section: ResultsSection | undefined): PostedResult[] {
  return (section?.outcomeMeasuresModule?.outcomeMeasures ?? []).flatMap((measure) =>
    [...valuesOf(measure, measure.groups, []), ...measure.analyses.map((one) => analysisOf(one, measure))].map(
      (value) => ({ timeFrame: measure.timeFrame ?? null, ...value }),
    ),
  );
}

/** Baseline measures group by group, as they are posted. */
export function toBaseline(section: ResultsSection | undefined): PostedBaseline[] {
  const { groups = [], denoms = [], measures = [] } = section?.baselineCharacteristicsModule ?? {};
  return measures.flatMap((measure) => valuesOf(measure, groups, denoms));
}

/** The participant flow, period by period: who reached each moment, then who left and why. */
export function toFlow(section: ResultsSection | undefined): PostedFlow[] {
  const { groups = [], periods = [] } = section?.participantFlowModule ?? {};
  const countsOf = (
    achieved: readonly z.infer<typeof achievement>[],
  ): Omit<PostedFlow, 'period' | 'moment' | 'leaving'>[] =>
    achieved.map(({ groupId, numSubjects, comment }) => ({
      group: nameOf(groups, groupId),
      n: numSubjects ?? null,
      comment: comment ?? null,
    }));
  return periods.flatMap(({ title, milestones, dropWithdraws }) => [
    ...milestones.flatMap(({ type, achievements }) =>
      countsOf(achievements).map((count) => ({ period: title, moment: type, leaving: false, ...count })),
    ),
    ...dropWithdraws.flatMap(({ type, reasons }) =>
      countsOf(reasons).map((count) => ({ period: title, moment: type, leaving: true, ...count })),
    ),
  ]);
}

function valuesOf(measure: Measure, groups: readonly Group[], whole: readonly Denom[]): PostedBaseline[] {
  const { title, populationDescription, classes, paramType, unitOfMeasure, dispersionType } = measure;
  const said = {
    measure: title,
    population: populationDescription ?? null,
    unit: paramType === undefined ? (unitOfMeasure ?? null) : named(paramType, unitOfMeasure),
  };
  const found = classes.flatMap((part) =>
    part.categories.flatMap((category) =>
      category.measurements.map(({ groupId, value, spread, lowerLimit, upperLimit }) => ({
        ...said,
        group: nameOf(groups, groupId),
        category: listed([part.title ?? '', category.title ?? '']),
        n: participants([part.denoms, measure.denoms, whole], groupId),
        value: value ?? null,
        spread: spreadOf(dispersionType, spread, lowerLimit, upperLimit),
      })),
    ),
  );
  return found.length > 0 ? found : [{ ...said, group: '', category: null, n: null, value: null, spread: null }];
}

/** A comparison of groups as it is posted, a hazard ratio for example; which group is against which the record leaves open. */
function analysisOf(
  { groupIds, statisticalMethod, paramType, paramValue, pValue, ciPctValue, ciLowerLimit, ciUpperLimit }: Analysis,
  { title, groups }: Measure & Readonly<{ groups: readonly Group[] }>,
): PostedBaseline {
  const interval = ciPctValue === undefined ? undefined : `${ciPctValue}% Confidence Interval`;
  return {
    measure: title,
    population: null,
    group: groupIds.map((id) => nameOf(groups, id)).join(' / '),
    category: listed([statisticalMethod ?? '', pValue === undefined ? '' : `p ${pValue}`]),
    n: null,
    value: paramValue ?? pValue ?? null,
    unit: paramValue === undefined ? 'p' : (paramType ?? null),
    spread: spreadOf(interval, undefined, ciLowerLimit, ciUpperLimit),
  };
}

/** Participants of a group by the innermost list that counts any; what counts eyes, samples or courses is no number of patients. */
function participants(lists: readonly (readonly Denom[])[], groupId: string): string | null {
  const denoms = lists.find((list) => list.length > 0) ?? [];
  const counted = denoms.find(({ units }) => units === undefined || /^participants$/iu.test(units.trim()));
  return counted?.counts.find((count) => count.groupId === groupId)?.value ?? null;
}

function nameOf(groups: readonly Group[], wanted: string): string {
  return groups.find(({ id }) => id === wanted)?.title ?? wanted;
}

function spreadOf(type: string | undefined, ...[spread, low, high]: readonly (string | undefined)[]): string | null {
  const value = low !== undefined || high !== undefined ? `${low ?? '?'} – ${high ?? '?'}` : spread;
  return value === undefined ? null : named(value, type);
}

/** A value with what it is called behind it. */
export function named(value: string, kind: string | undefined): string {
  return kind === undefined ? value : `${value} (${kind})`;
}

/** What is not empty, with semicolons; null: nothing. */
export function listed(values: readonly string[]): string | null {
  const given = values.filter((value) => value !== '');
  return given.length === 0 ? null : given.join('; ');
}
