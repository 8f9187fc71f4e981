import { z } from 'zod';
import { PostedAdverseSchema, toAdverse, type PostedAdverse } from './adverse-events';
import {
  listed,
  named,
  PostedBaselineSchema,
  PostedFlowSchema,
  PostedResultSchema,
  ResultsSectionSchema,
  toBaseline,
  toFlow,
  toResults,
  type PostedBaseline,
  type PostedFlow,
  type PostedResult,
} from './posted-results';
import { unknownParts } from './unknown-parts';

// The parts of a study record of the ClinicalTrials.gov API, version 2, that the registry has a place for. Every module but
// the identification may be missing from a record.
const text = z.string();
const dated = z.object({ date: text }).optional();
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
    contactsLocationsModule: z
      .object({ locations: z.array(z.object({ country: text.optional() })).default([]) })
      .default({ locations: [] }),
    referencesModule: z
      .object({ references: z.array(z.object({ pmid: text.optional(), citation: text.optional() })).default([]) })
      .default({ references: [] }),
  }),
  resultsSection: ResultsSectionSchema.optional(),
  hasResults: z.boolean().optional(),
});

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
  'countries',
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
    /** absent: kept before it was read */
    countries: orNull.optional(),
    arms: orNull,
    eligibility: orNull,
    references: orNull,
  }),
  results: z.array(PostedResultSchema),
  /** null: kept before these were read */
  flow: z.array(PostedFlowSchema).nullable().default(null),
  baseline: z.array(PostedBaselineSchema).nullable().default(null),
  adverse: PostedAdverseSchema.nullable().default(null),
  unknown: z.array(text).default([]),
});
export type RegisterRecord = Readonly<{
  id: string;
  updated: string | null;
  fields: Readonly<
    Record<Exclude<RecordField, 'countries'>, string | null> & { countries?: string | null | undefined }
  >;
  results: readonly PostedResult[];
  flow: readonly PostedFlow[] | null;
  baseline: readonly PostedBaseline[] | null;
  adverse: PostedAdverse | null;
  /** parts of the record whose name the documented form does not have, a misspelt one for example; nothing of them was read */
  unknown: readonly string[];
}>;
/** Why a record is refused; a key of the messages under `proposals.register.problem`. `path` says more where there is more to say. */
export type RecordProblem =
  | 'not-json'
  | 'form'
  | 'no-results'
  | 'older-form'
  | 'no-studies'
  | 'several'
  | 'xml'
  | 'zip'
  | 'too-large'
  | 'sign'
  | 'other-study'
  | 'not-found'
  | 'number'
  | 'fetch-off'
  | 'unreachable'
  | 'too-slow'
  | 'no-such-record'
  | 'refused-there';
/** `path` is the place in the record that does not have the documented form. */
export type RecordReading =
  | Readonly<{ record: RegisterRecord }>
  | Readonly<{
      problem: 'not-json' | 'form' | 'no-results' | 'older-form' | 'no-studies' | 'several' | 'xml';
      path: string;
    }>;

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
  const unknown = unknownParts(json);
  // The register says that results are posted: a record without them is cut off, and would say that they are gone.
  if (read.data.hasResults === true && read.data.resultsSection === undefined)
    return { problem: 'no-results', path: unknown.join(', ') || 'resultsSection' };
  return { record: { ...toRecord(read.data), unknown } };
}

function toRecord({ protocolSection: section, resultsSection }: Study): Omit<RegisterRecord, 'unknown'> {
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
      countries: listed(
        [...new Set(section.contactsLocationsModule.locations.map(({ country }) => country ?? ''))].sort(),
      ),
      arms: listed(section.armsInterventionsModule.armGroups.map(({ label, type }) => named(label, type))),
      eligibility: listed([minimumAge ?? '', maximumAge ?? '', eligibilityCriteria ?? '']),
      references: listed(section.referencesModule.references.map(({ pmid, citation }) => citation ?? `PMID ${pmid}`)),
    },
    results: toResults(resultsSection),
    flow: toFlow(resultsSection),
    baseline: toBaseline(resultsSection),
    adverse: toAdverse(resultsSection?.adverseEventsModule),
  };
}
