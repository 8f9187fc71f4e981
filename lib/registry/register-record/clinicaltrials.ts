import { z } from 'zod';

// The parts of a study record of the ClinicalTrials.gov API, version 2, that the registry has a place for. Every module but
// the identification may be missing from a record.
const text = z.string();
const dated = z.object({ date: text }).optional();
const group = z.object({ id: text, title: text.optional(), description: text.optional() });
const StudySchema = z.object({
  protocolSection: z.object({
    identificationModule: z.object({
      nctId: z.string().regex(/^NCT\d{8}$/u),
      acronym: text.optional(),
      briefTitle: text.optional(),
      officialTitle: text.optional(),
      secondaryIdInfos: z.array(z.object({ id: text })).default([]),
    }),
    statusModule: z
      .object({
        overallStatus: text.optional(),
        startDateStruct: dated,
        primaryCompletionDateStruct: dated,
        completionDateStruct: dated,
        lastUpdatePostDateStruct: dated,
      })
      .default({}),
    sponsorCollaboratorsModule: z.object({ leadSponsor: z.object({ name: text }).optional() }).default({}),
    designModule: z
      .object({
        phases: z.array(text).default([]),
        enrollmentInfo: z.object({ count: z.int().min(0), type: text.optional() }).optional(),
      })
      .default({ phases: [] }),
    armsInterventionsModule: z
      .object({
        armGroups: z.array(z.object({ label: text, type: text.optional(), description: text.optional() })).default([]),
      })
      .default({ armGroups: [] }),
    eligibilityModule: z
      .object({
        eligibilityCriteria: text.optional(),
        minimumAge: text.optional(),
        maximumAge: text.optional(),
      })
      .default({}),
    referencesModule: z
      .object({ references: z.array(z.object({ pmid: text.optional(), citation: text.optional() })).default([]) })
      .default({ references: [] }),
  }),
  resultsSection: z
    .object({
      outcomeMeasuresModule: z
        .object({
          outcomeMeasures: z
            .array(
              z.object({
                type: text.optional(),
                title: text,
                populationDescription: text.optional(),
                paramType: text.optional(),
                dispersionType: text.optional(),
                unitOfMeasure: text.optional(),
                timeFrame: text.optional(),
                groups: z.array(group).default([]),
                denoms: z
                  .array(z.object({ counts: z.array(z.object({ groupId: text, value: text })).default([]) }))
                  .default([]),
                classes: z
                  .array(
                    z.object({
                      title: text.optional(),
                      categories: z
                        .array(
                          z.object({
                            title: text.optional(),
                            measurements: z
                              .array(
                                z.object({
                                  groupId: text,
                                  value: text.optional(),
                                  spread: text.optional(),
                                  lowerLimit: text.optional(),
                                  upperLimit: text.optional(),
                                }),
                              )
                              .default([]),
                          }),
                        )
                        .default([]),
                    }),
                  )
                  .default([]),
              }),
            )
            .default([]),
        })
        .optional(),
    })
    .optional(),
});

/** A posted result as it stands in the record, value and spread as they are printed; it is no figure of the registry. */
export type PostedResult = Readonly<{
  measure: string;
  timeFrame: string | null;
  population: string | null;
  group: string;
  category: string | null;
  n: string | null;
  value: string | null;
  /** what the value is, for example `Number (percentage of participants)` */
  unit: string | null;
  /** limits or spread, with what they are called */
  spread: string | null;
}>;

/** The fields of a record that are compared, as texts; null: the record does not say. */
export const RECORD_FIELDS = [
  'acronym',
  'title',
  'otherIds',
  'status',
  'sponsor',
  'phase',
  'start',
  'completion',
  'enrolment',
  'arms',
  'eligibility',
  'references',
] as const;
export type RecordField = (typeof RECORD_FIELDS)[number];
const orNull = text.nullable();
/** A record as it is kept. */
export const RegisterRecordSchema = z.object({
  id: text,
  updated: orNull,
  fields: z.object({
    acronym: orNull,
    title: orNull,
    otherIds: orNull,
    status: orNull,
    sponsor: orNull,
    phase: orNull,
    start: orNull,
    completion: orNull,
    enrolment: orNull,
    arms: orNull,
    eligibility: orNull,
    references: orNull,
  }),
  results: z.array(
    z.object({
      measure: text,
      timeFrame: orNull,
      population: orNull,
      group: text,
      category: orNull,
      n: orNull,
      value: orNull,
      unit: orNull,
      spread: orNull,
    }),
  ),
});
export type RegisterRecord = Readonly<{
  id: string;
  updated: string | null;
  fields: Readonly<Record<RecordField, string | null>>;
  results: readonly PostedResult[];
}>;
/** `path` is the place in the record that does not have the documented form. */
export type RecordReading =
  | Readonly<{ record: RegisterRecord }>
  | Readonly<{ problem: 'not-json' | 'form'; path: string }>;

type Study = z.infer<typeof StudySchema>;

/** Reads one study record of the ClinicalTrials.gov API, version 2, as JSON. Nothing of it is charted or stored. */
export function readRegisterRecord(pasted: string): RecordReading {
  let json: unknown;
  try {
    json = JSON.parse(pasted.replace(/^\uFEFF/u, ''));
  } catch {
    return { problem: 'not-json', path: '' };
  }
  const read = StudySchema.safeParse(json);
  if (!read.success) return { problem: 'form', path: read.error.issues[0]?.path.join('.') ?? '' };
  return { record: toRecord(read.data) };
}

function toRecord({ protocolSection: section, resultsSection }: Study): RegisterRecord {
  const { identificationModule: identity, statusModule: status, designModule: design } = section;
  const { eligibilityCriteria, minimumAge, maximumAge } = section.eligibilityModule;
  const enrolled = design.enrollmentInfo;
  return {
    id: identity.nctId,
    updated: status.lastUpdatePostDateStruct?.date ?? null,
    fields: {
      acronym: identity.acronym ?? null,
      title: identity.officialTitle ?? identity.briefTitle ?? null,
      otherIds: listed(identity.secondaryIdInfos.map(({ id }) => id)),
      status: status.overallStatus ?? null,
      sponsor: section.sponsorCollaboratorsModule.leadSponsor?.name ?? null,
      phase: listed(design.phases),
      start: status.startDateStruct?.date ?? null,
      completion: status.primaryCompletionDateStruct?.date ?? status.completionDateStruct?.date ?? null,
      enrolment: enrolled === undefined ? null : named(String(enrolled.count), enrolled.type),
      arms: listed(section.armsInterventionsModule.armGroups.map(({ label, type }) => named(label, type))),
      eligibility: listed([minimumAge ?? '', maximumAge ?? '', eligibilityCriteria ?? '']),
      references: listed(section.referencesModule.references.map(({ pmid, citation }) => citation ?? `PMID ${pmid}`)),
    },
    results: (resultsSection?.outcomeMeasuresModule?.outcomeMeasures ?? []).flatMap(toResults),
  };
}

type Measure = NonNullable<NonNullable<Study['resultsSection']>['outcomeMeasuresModule']>['outcomeMeasures'][number];

function toResults(measure: Measure): PostedResult[] {
  const { title, timeFrame, populationDescription, groups, denoms, classes, paramType, unitOfMeasure } = measure;
  const countOf = (id: string): string | null => denoms[0]?.counts.find(({ groupId }) => groupId === id)?.value ?? null;
  return classes.flatMap((part) =>
    part.categories.flatMap((category) =>
      category.measurements.map(({ groupId, value, spread, lowerLimit, upperLimit }) => ({
        measure: title,
        timeFrame: timeFrame ?? null,
        population: populationDescription ?? null,
        group: groups.find(({ id }) => id === groupId)?.title ?? groupId,
        category: listed([part.title ?? '', category.title ?? '']),
        n: countOf(groupId),
        value: value ?? null,
        unit: paramType === undefined ? (unitOfMeasure ?? null) : named(paramType, unitOfMeasure),
        spread: spreadOf(measure.dispersionType, spread, lowerLimit, upperLimit),
      })),
    ),
  );
}

function spreadOf(type: string | undefined, ...[spread, low, high]: readonly (string | undefined)[]): string | null {
  const value = low !== undefined || high !== undefined ? `${low ?? '?'} – ${high ?? '?'}` : spread;
  return value === undefined ? null : named(value, type);
}

function named(value: string, kind: string | undefined): string {
  return kind === undefined ? value : `${value} (${kind})`;
}

function listed(values: readonly string[]): string | null {
  const given = values.filter((value) => value !== '');
  return given.length === 0 ? null : given.join('; ');
}
