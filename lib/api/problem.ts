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
  /** why the server let no address be asked */
  code: z.string().optional(),
  errors: z.array(RequestErrorSchema).optional(),
  /** how many there are, where there are more than `errors` can hold */
  errorCount: z.int().min(1).optional(),
});
export type Problem = z.infer<typeof ProblemSchema>;

export const TITLES = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  421: 'Misdirected Request',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

export type ProblemStatus = keyof typeof TITLES;

/** Every status of a refusal, in order. */
export const PROBLEM_STATUSES = Object.keys(TITLES).map((status) => Number(status) as ProblemStatus);

/** What any address of the API may answer, whatever it gives: most of it the server says before the address is asked. */
export const STATUSES_ANYWHERE = [400, 405, 406, 408, 414, 415, 421, 429, 431, 500, 503] as const;
