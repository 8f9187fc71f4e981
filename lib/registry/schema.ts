import { z } from 'zod';
import {
  ABSENCES,
  APPRAISAL_DOMAINS,
  APPRAISAL_JUDGEMENTS,
  ARM_KINDS,
  CAVEATS,
  COUNTRY_LISTS,
  DISCREPANCY_REASONS,
  ENDPOINTS,
  EVENT_ANSWERS,
  EVENT_KINDS,
  EXTRACTIONS,
  FACT_QUALIFIERS,
  INTERVENTION_CLASSES,
  KEPT_REASONS,
  KMT2A_STRATA,
  PHASES,
  REFERENCE_TYPES,
  RISK_GROUPS,
  RISK_STRATA,
  SOURCE_LEVELS,
  STATUSES,
  TIME_ZEROS,
  TRIAL_KINDS,
  type AppraisalTool,
} from './vocabulary';

const text = z.string().min(1);
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u, 'must be lower-case words joined by hyphens');
const identifier = z
  .string()
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/u, 'must be lower-case words joined by hyphens or points');
const address = z.string().regex(/^https?:\/\//u, 'must begin with http:// or https://');
const month = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/u, 'must be YYYY or YYYY-MM');
const day = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/u, 'must be YYYY, YYYY-MM or YYYY-MM-DD');
const percent = z.number().min(0).max(100);
const count = z.int().min(0);

function unique<Item extends z.ZodType<string>>(item: Item): z.ZodArray<Item> {
  return z.array(item).refine((items) => new Set(items).size === items.length, 'items repeat');
}

type EventAnswers = Record<
  (typeof EVENT_KINDS)[number],
  z.ZodEnum<{ [Answer in (typeof EVENT_ANSWERS)[number]]: Answer }>
>;

/** One text in the language of record (English) and in Russian. */
export const BilingualSchema = z.strictObject({ en: text, ru: text });

/** Where a statement was read: reference, place in it, address and level. Never absent. */
export const SourceSchema = z.strictObject({
  ref: text,
  locator: text,
  url: address.nullable(),
  level: z.enum(SOURCE_LEVELS),
});

/** `low` and `high` in the unit of the figure they belong to; `level` is the confidence level in percent. */
export const IntervalSchema = z.strictObject({
  low: z.number().min(0),
  high: z.number().min(0),
  level: z.number().gt(0).max(100),
});

/** `oneCurator`: approved by who proposed it; absent: by two curators, or of the data set as it was shipped. */
const oneCurator = z.literal(true).optional();
const sourced = { source: SourceSchema, oneCurator };

export const EndpointDefinitionSchema = z.strictObject({
  timeZero: z.enum(TIME_ZEROS),
  events: z.array(text),
  /** which kinds of event the source counts; null: nobody has asked it of the source */
  counts: z
    .strictObject(Object.fromEntries(EVENT_KINDS.map((kind) => [kind, z.enum(EVENT_ANSWERS)])) as EventAnswers)
    .nullable()
    .default(null),
  ...sourced,
});

export const DiscrepancySchema = z.strictObject({
  /** what the sources disagree about */
  field: BilingualSchema,
  reviewSays: BilingualSchema,
  primarySays: BilingualSchema,
  reason: z.enum(DISCREPANCY_REASONS),
  resolution: BilingualSchema,
  ...sourced,
});

/** The patients behind a figure; `all` and null mean not restricted. */
export const EstimateStratumSchema = z.strictObject({
  kmt2a: z.enum(KMT2A_STRATA),
  risk: z.enum(RISK_STRATA),
  /** slug of one of the trial's arms */
  arm: slug.nullable(),
  age: text.nullable(), // short code such as `<6 mo`
  other: BilingualSchema.nullable(),
  /** by the rules of another protocol all of these patients are of one of its risk groups, as the source says */
  alsoGroup: z.strictObject({ protocol: slug, risk: z.enum(RISK_STRATA).exclude(['all']) }).optional(),
});

/** `against` what, hazard ratio with its interval, and the p value as printed. */
export const ComparisonSchema = z.strictObject({
  against: BilingualSchema,
  hazardRatio: z.number().gt(0).nullable(),
  hrCi: IntervalSchema.nullable(),
  p: z
    .string()
    .regex(/^[<>]?0\.\d+$/u, 'must be as printed, such as 0.04 or <0.001')
    .nullable(),
});

/** The copy of a publication that somebody read, so that another can find the same: null where nobody wrote it down. */
export const CopyReadSchema = z.strictObject({
  address: address.nullable(),
  /** when it was opened there */
  accessed: day.nullable(),
  /** SHA-256 of the file, 64 hexadecimal digits */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/u, 'must be 64 hexadecimal digits, small letters')
    .nullable(),
});

/** Transcriptions of one figure; a reader is a code and no name. */
export const TranscriptionSchema = z.strictObject({
  /** `on` null: nobody wrote down when */
  readers: z
    .array(z.strictObject({ id: identifier, on: day.nullable(), copy: CopyReadSchema.nullable().default(null) }))
    .min(1),
  differed: unique(text),
});

/** A published outcome figure: `estimate` and `ci` in percent, `timeYears` from time zero. Null means not reported. */
export const EstimateSchema = z.strictObject({
  id: identifier,
  aliases: unique(identifier).min(1).optional(), // earlier names, which still lead to it; absent: none
  endpoint: z.enum(ENDPOINTS),
  endpointDetail: BilingualSchema.nullable(),
  timeZero: z.enum(TIME_ZEROS),
  timeYears: z.number().gt(0).nullable(),
  estimate: percent.nullable(),
  /** standard error in percentage points */
  se: z.number().min(0).nullable(),
  ci: IntervalSchema.nullable(),
  /** patients of this figure */
  n: count.nullable(),
  /** patients of the analysis that the figure comes from, where the source says so: a model's groups together, for example */
  nAnalysed: count.nullable().default(null),
  /** patients with the event */
  events: count.nullable(),
  /** printed numbers at risk, also where no curve was read */
  atRisk: z.array(z.strictObject({ years: z.number().min(0), n: count })).default([]),
  stratum: EstimateStratumSchema,
  label: BilingualSchema,
  comparison: ComparisonSchema.nullable(),
  source: SourceSchema,
  /** whether a chart may draw it */
  chartable: z.boolean(),
  /** the one row to read where sources give several */
  preferred: z.boolean(),
  caveats: unique(z.enum(CAVEATS)),
  extraction: z.enum(EXTRACTIONS),
  /** who transcribed it and when, and which attributes differed before they agreed; null: not recorded */
  transcription: TranscriptionSchema.nullable().default(null),
  note: BilingualSchema.nullable(),
});

export const RegistrationSchema = z.strictObject({ registry: text, id: text, oneCurator });
export const InterventionSchema = z.strictObject({
  name: BilingualSchema,
  class: z.enum(INTERVENTION_CLASSES),
  oneCurator,
});
export const ArmSchema = z.strictObject({
  slug,
  name: BilingualSchema,
  kind: z.enum(ARM_KINDS),
  description: BilingualSchema,
  n: count.nullable(),
  oneCurator,
});
/** A risk group of a protocol, with the protocol's own name and definition. */
export const StratumSchema = z.strictObject({
  group: z.enum(RISK_GROUPS),
  localName: text,
  definition: BilingualSchema,
  n: count.nullable(),
  ...sourced,
});
/** A presenting feature of a trial's patients: percent, or n of denominator patients, or both. */
export const BaselineFactSchema = z.strictObject({
  characteristic: BilingualSchema,
  percent: percent.nullable(),
  n: count.nullable(),
  denominator: count.nullable(),
  stratum: BilingualSchema.nullable(),
  ...sourced,
});
/** First and last month (YYYY or YYYY-MM), patients planned and enrolled. */
export const EnrolmentSchema = z.strictObject({
  start: month.nullable(),
  end: month.nullable(),
  planned: count.nullable(),
  actual: count.nullable(),
});
const countryNames = z.strictObject({ source: SourceSchema, named: z.enum(COUNTRY_LISTS) });
/** Why there is no value: its source does not report it, the place was not read, or it is known and withheld. */
const absence = z.strictObject({ absent: z.enum(ABSENCES) });
const known = <Value extends z.ZodType>(value: Value) => z.union([z.strictObject({ value }), absence]);

/** One publication of a trial at one cut of its data. Several reports of a trial tell of the same patients. */
export const ReportSchema = z.strictObject({
  id: identifier,
  /** the publication */
  ref: text,
  /** when it appeared, as far as its reference says */
  published: day.nullable(),
  /** the day at which its data were cut */
  cut: known(day),
  /** median follow-up in years, with its range where that is printed */
  followUp: known(
    z.strictObject({ years: z.number().gt(0), low: z.number().min(0).nullable(), high: z.number().gt(0).nullable() }),
  ),
  /** who was analysed, and how many: the patients of the analysis, which a figure's own n may be fewer than */
  population: known(z.strictObject({ text: BilingualSchema, n: count.nullable() })),
  /** figures of this report where a publication has several cuts; null: all that cite it */
  estimates: unique(identifier).nullable(),
  /** the copy that was read; null: not recorded */
  copy: CopyReadSchema.nullable().default(null),
  oneCurator,
});

/** The risk of bias of a study as a curator judged it: every domain of the tool, each with its reason. */
export const AppraisalSchema = z.discriminatedUnion('tool', [
  appraisalBy('QUIPS'),
  appraisalBy('ROBINS-I'),
  appraisalBy('RoB 2'),
]);

function appraisalBy<Tool extends AppraisalTool>(tool: Tool) {
  const judgement = z.strictObject({ judgement: z.enum(APPRAISAL_JUDGEMENTS[tool]), reason: BilingualSchema });
  return z.strictObject({
    tool: z.literal(tool),
    domains: z.record(z.enum(APPRAISAL_DOMAINS[tool]), judgement),
    overall: judgement.extend({ oneCurator }),
    on: day,
  });
}

/** One trial or cohort with everything that is known of it. */
export const TrialSchema = z.strictObject({
  slug,
  acronym: text,
  title: BilingualSchema,
  kind: z.enum(TRIAL_KINDS),
  /** cooperative group, for browsing */
  group: text,
  sponsor: z.string().nullable(),
  registrations: z.array(RegistrationSchema),
  phase: z.enum(PHASES).nullable(),
  design: BilingualSchema,
  status: z.enum(STATUSES),
  enrolment: EnrolmentSchema,
  /** ISO 3166-1 alpha-2 */
  countries: unique(z.string().regex(/^[A-Z]{2}$/u, 'must be a two-letter country code')),
  /** who names the countries, and whether all of them; or why none is named; null: not recorded */
  countriesFrom: z.union([countryNames, absence]).nullable().default(null),
  eligibility: BilingualSchema,
  /** slug of the trial that this one follows */
  predecessor: slug.nullable(),
  backbone: BilingualSchema,
  interventions: z.array(InterventionSchema),
  hsctPolicy: BilingualSchema,
  endpointDefinitions: z
    .object({ EFS: EndpointDefinitionSchema.nullable(), OS: EndpointDefinitionSchema.nullable() })
    .catchall(EndpointDefinitionSchema.nullable()),
  arms: z.array(ArmSchema),
  strata: z.array(StratumSchema),
  estimates: z.array(EstimateSchema),
  baseline: z.array(BaselineFactSchema),
  discrepancies: z.array(DiscrepancySchema),
  /** in the order in which they appeared */
  reports: z.array(ReportSchema).default([]),
  /** empty: nobody has judged */
  appraisals: z.array(AppraisalSchema).default([]),
  notes: BilingualSchema,
});

const date = z.strictObject({ 'date-parts': z.array(z.array(z.int()).min(1).max(3)).min(1).max(2) });

const matching = (form: RegExp, words: string) => z.string().regex(form, words).optional();

/** A publication, register entry or report: a CSL-JSON 1.0.2 item; fields that were not verified are absent. */
export const ReferenceSchema = z
  .strictObject({
    id: text,
    type: z.enum(REFERENCE_TYPES),
    title: text.optional(),
    author: z
      .array(z.union([z.strictObject({ family: text, given: text.optional() }), z.strictObject({ literal: text })]))
      .min(1)
      .optional(),
    'container-title': text.optional(),
    'number-of-pages': text.optional(),
    publisher: text.optional(),
    issued: date.optional(),
    accessed: date.optional(),
    volume: text.optional(),
    issue: text.optional(),
    page: text.optional(),
    DOI: matching(/^10\.\d{4,}\/\S+$/u, 'must be a DOI'),
    PMID: matching(/^\d+$/u, 'must be digits'),
    PMCID: matching(/^PMC\d+$/u, 'must be PMC and digits'),
    URL: address.optional(),
    language: matching(/^[a-z]{2}$/u, 'must be a two-letter language code'),
    note: text.optional(),
    /** its number in the list of the source review */
    number: z.int().min(1).max(44).optional(),
    /** `authorsTruncated` marks an author list that ends in "et al." */
    custom: z
      .strictObject({
        authorsTruncated: z.literal(true).optional(),
        ...{ titleEn: text.optional(), noteRu: text.optional() },
        registryId: text.optional(),
        /** where a copy was read; curators' information, which no page shows */
        readAt: text.optional(),
        /** why it is kept although no entry cites it; not needed where it has a `number` */
        kept: z.enum(KEPT_REASONS).optional(),
        oneCurator,
      })
      .optional(),
  })
  .refine(
    (reference) => reference.title !== undefined || reference.note !== undefined,
    'needs a title or a note that says why there is none',
  );

export const ReferencesSchema = z.array(ReferenceSchema).min(1);

/** A disease-level share; `range` in percent, `n` of `denominator` patients. */
export const DiseaseFactSchema = z.strictObject({
  id: identifier,
  /** the topic's name in addresses and filters, which stays */
  topic: text,
  /** the topic as readers see it */
  topicName: BilingualSchema,
  characteristic: BilingualSchema,
  population: BilingualSchema,
  percent: percent.nullable(),
  qualifier: z.enum(FACT_QUALIFIERS),
  range: z.strictObject({ low: percent, high: percent }).nullable(),
  n: count.nullable(),
  denominator: count.nullable(),
  ...sourced,
  note: BilingualSchema.nullable(),
});

/** A disease-level statement without a share. */
export const DiseaseStatementSchema = z.strictObject({
  id: slug,
  topic: text,
  topicName: BilingualSchema,
  text: BilingualSchema,
  ...sourced,
});

export const DiseaseSchema = z.strictObject({
  facts: z.array(DiseaseFactSchema),
  statements: z.array(DiseaseStatementSchema),
  discrepancies: z.array(DiscrepancySchema),
});

export type Bilingual = z.infer<typeof BilingualSchema>;
export type Source = z.infer<typeof SourceSchema>;
export type CopyRead = z.infer<typeof CopyReadSchema>;
export type Transcription = z.infer<typeof TranscriptionSchema>;
export type Interval = z.infer<typeof IntervalSchema>;
export type EndpointDefinition = z.infer<typeof EndpointDefinitionSchema>;
export type Discrepancy = z.infer<typeof DiscrepancySchema>;
export type EstimateStratum = z.infer<typeof EstimateStratumSchema>;
export type Comparison = z.infer<typeof ComparisonSchema>;
export type Estimate = z.infer<typeof EstimateSchema>;
export type Registration = z.infer<typeof RegistrationSchema>;
export type Intervention = z.infer<typeof InterventionSchema>;
export type Arm = z.infer<typeof ArmSchema>;
export type Stratum = z.infer<typeof StratumSchema>;
export type BaselineFact = z.infer<typeof BaselineFactSchema>;
export type Enrolment = z.infer<typeof EnrolmentSchema>;
export type Report = z.infer<typeof ReportSchema>;
export type Appraisal = z.infer<typeof AppraisalSchema>;
export type Trial = z.infer<typeof TrialSchema>;
export type Reference = z.infer<typeof ReferenceSchema>;
export type DiseaseFact = z.infer<typeof DiseaseFactSchema>;
export type DiseaseStatement = z.infer<typeof DiseaseStatementSchema>;
export type Disease = z.infer<typeof DiseaseSchema>;
