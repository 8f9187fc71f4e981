import type { z } from 'zod';
import { expectedCode, type ErrorCode } from '@/lib/errors';
import { logUnexpected } from './log.server';
import { readParameters, type ParameterProblem } from './parameters';

/** Published evidence may be read by any page on the web, and changes only with a load. */
const EVIDENCE_HEADERS = { 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*' };
const PROBLEM_HEADERS = { 'Cache-Control': 'no-store', 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/problem+json' };

const STATUS: Record<ErrorCode, { status: number; title: string }> = {
  invalid: { status: 400, title: 'Bad Request' },
  'sign-in-required': { status: 401, title: 'Unauthorized' },
  forbidden: { status: 403, title: 'Forbidden' },
  'not-found': { status: 404, title: 'Not Found' },
  conflict: { status: 409, title: 'Conflict' },
};

/**
 * Answers a public request for evidence with the JSON that `work` returns. A request that cannot be answered as asked gets
 * problem details (RFC 9457), which are never cached: 400 with every wrong parameter, the status of an AppError, or 500
 * without details, which go to the log. `work` may also return a response of its own.
 */
export async function answerEvidence<Shape extends z.ZodRawShape>(
  request: Request,
  parameters: z.ZodObject<Shape>,
  work: (values: z.output<z.ZodObject<Shape>>) => Promise<unknown>,
): Promise<Response> {
  try {
    const reading = readParameters(new URL(request.url).searchParams, parameters);
    if (!reading.ok) return refuseParameters(reading.problems);
    const answer = await work(reading.values);
    return answer instanceof Response ? answer : Response.json(answer, { headers: EVIDENCE_HEADERS });
  } catch (error) {
    const code = expectedCode(error);
    if (code !== null) return problem({ ...STATUS[code], detail: error instanceof Error ? error.message : code });
    logUnexpected(`${request.method} ${new URL(request.url).pathname}`, error);
    return problem({ status: 500, title: 'Internal Server Error', detail: 'The request failed for a reason that is not yours. It has been logged.' });
  }
}

/** 400 that names every wrong parameter. */
export function refuseParameters(errors: readonly ParameterProblem[]): Response {
  const names = [...new Set(errors.map(({ parameter }) => parameter))].join(', ');
  return problem({ ...STATUS.invalid, detail: `Cannot be answered as asked; see: ${names}.`, errors });
}

function problem(details: { status: number; title: string; detail: string; errors?: readonly ParameterProblem[] }): Response {
  return Response.json({ type: 'about:blank', ...details }, { status: details.status, headers: PROBLEM_HEADERS });
}
