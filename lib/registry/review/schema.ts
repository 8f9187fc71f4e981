import { z } from 'zod';
import { BilingualSchema } from '../schema';
import {
  CERTAINTIES,
  CERTAINTY_CONCERNS,
  CERTAINTY_DOMAINS,
  ENDPOINTS,
  KMT2A_STRATA,
  TIME_ZEROS,
  type Endpoint,
  type TimeZero,
} from '../vocabulary';

const text = z.string().min(1);
/** approved by who proposed it */
const oneCurator = z.literal(true).optional();

/** Tables of a study's parts that curators change besides its figures and judgements. */
export const PART_TABLES = [
  'trial',
  'registration',
  'arm',
  'stratum',
  'intervention',
  'baseline_fact',
  'discrepancy',
  'endpoint_definition',
  'report',
] as const;
export type PartTable = (typeof PART_TABLES)[number];
/** Tables of what belongs to no study and does not say in its own row that one curator approved it alone. */
export const ALONE_TABLES = ['review_protocol', 'reference'] as const;
export type AloneTable = (typeof ALONE_TABLES)[number];
/** What a figure of a comparison rests on: who is counted, what counts, when the data were cut. */
export const UNDER_FIGURES: readonly PartTable[] = ['arm', 'endpoint_definition', 'report'];

/** A question to the evidence, with the certainty of its answer by GRADE; null: nobody has judged. */
export const ReviewQuestionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u, 'must be lower-case words joined by hyphens'),
  text: BilingualSchema,
  certainty: z
    .strictObject({
      domains: z.record(
        z.enum(CERTAINTY_DOMAINS),
        z.strictObject({ concern: z.enum(CERTAINTY_CONCERNS), reason: BilingualSchema }),
      ),
      certainty: z.enum(CERTAINTIES),
      reason: BilingualSchema,
      on: z.iso.date(),
      oneCurator,
    })
    .nullable(),
});

/** Whose figures answer a question: studies, patients by KMT2A (`all`: any), endpoints and time zeros (none: any). */
export const CoverSchema = z.strictObject({
  question: text,
  kmt2a: z.enum(KMT2A_STRATA),
  endpoints: z.array(z.enum(ENDPOINTS)).default([]),
  timeZeros: z.array(z.enum(TIME_ZEROS)),
  studies: z.array(text).min(1),
  oneCurator,
});

/** A source that was asked; null: not recorded. */
export const SearchSchema = z.strictObject({
  source: BilingualSchema,
  on: text.nullable(),
  query: text.nullable(),
  found: z.int().min(0).nullable(),
  note: BilingualSchema.nullable(),
  oneCurator,
});

const reports = z.int().min(0).nullable();

/** Reports, as PRISMA counts them; null: not recorded. */
export const FlowSchema = z.strictObject({
  identified: reports,
  screened: reports,
  excluded: reports,
  sought: reports,
  notRetrieved: reports,
  oneCurator,
});

/** How the evidence was gathered: as far as it is known, and what was not done. */
export const ProtocolSchema = z.strictObject({
  question: BilingualSchema,
  eligibility: z.array(BilingualSchema).min(1),
  methods: z.array(BilingualSchema).min(1),
  searches: z.array(SearchSchema),
  flow: FlowSchema,
  notDone: z.array(BilingualSchema),
  questions: z.array(ReviewQuestionSchema).min(1),
  /** a question that is not there is asked of no figure */
  covers: z.array(CoverSchema).default([]),
  /** of its question, criteria and methods */
  oneCurator,
});

export type ReviewQuestion = z.infer<typeof ReviewQuestionSchema>;
export type Protocol = z.infer<typeof ProtocolSchema>;
/** A question with whose figures answer it. */
export type CoveredQuestion = Readonly<{ question: ReviewQuestion; cover: z.infer<typeof CoverSchema> }>;

/** Whether a figure of these patients and this endpoint answers the question. */
export function answers(
  { cover: { studies, kmt2a, endpoints, timeZeros } }: CoveredQuestion,
  figure: Readonly<{ study: string; kmt2a: string; endpoint: string; timeZero: string }>,
): boolean {
  return (
    studies.includes(figure.study) &&
    (kmt2a === 'all' || kmt2a === figure.kmt2a) &&
    (endpoints.length === 0 || endpoints.some((one: Endpoint) => one === figure.endpoint)) &&
    (timeZeros.length === 0 || timeZeros.some((one: TimeZero) => one === figure.timeZero))
  );
}
