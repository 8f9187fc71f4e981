import { z } from 'zod';
import { PROBLEM_CODES } from '@/lib/address/problem';

/** What is wrong with one parameter, fact or part of a request: a stable code, a sentence in the reader's language, and what would be right. */
const RequestErrorSchema = z.strictObject({
  code: z.enum([
    ...PROBLEM_CODES,
    'unknown-name',
    'facts-not-an-object',
    'unknown-fact',
    'wrong-type',
    'not-an-integer',
    'out-of-range',
  ]),
  detail: z.string(),
  /** name of the parameter of the address */
  parameter: z.string().optional(),
  /** what was given, the beginning of it */
  value: z.string().optional(),
  /** what was probably meant */
  nearest: z.string().optional(),
  /** place in the body, as a JSON pointer */
  pointer: z.string().optional(),
  fact: z.string().nullable().optional(),
  /** position of the patient in the list, from 0, and its id where it has one */
  patient: z.int().min(0).optional(),
  id: z.union([z.string(), z.number()]).nullable().optional(),
  allowed: z.array(z.union([z.string(), z.boolean()])).optional(),
  range: z
    .strictObject({ minimum: z.number(), maximum: z.number().nullable(), integer: z.boolean(), unit: z.string() })
    .optional(),
});
export type RequestError = z.infer<typeof RequestErrorSchema>;

/** Problem details (RFC 9457); `errors` holds everything that is wrong, at once. */
export const ProblemSchema = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  errors: z.array(RequestErrorSchema).optional(),
  /** how many there are, where there are more than `errors` can hold */
  errorCount: z.int().min(1).optional(),
});
export type Problem = z.infer<typeof ProblemSchema>;

export const PROBLEM_STATUSES = [400, 404, 406, 413, 415, 500] as const;
export type ProblemStatus = (typeof PROBLEM_STATUSES)[number];

export const TITLES: Record<ProblemStatus, string> = {
  400: 'Bad Request',
  404: 'Not Found',
  406: 'Not Acceptable',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
};
