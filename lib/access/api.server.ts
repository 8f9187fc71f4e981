import type { ParameterProblem } from './parameters';

const PROBLEM_HEADERS = {
  'Cache-Control': 'no-store',
  'Access-Control-Allow-Origin': '*',
  'Content-Type': 'application/problem+json',
};

/** 400 that names every wrong parameter. */
export function refuseParameters(errors: readonly ParameterProblem[]): Response {
  const names = [...new Set(errors.map(({ parameter }) => parameter))].join(', ');
  return problem({ status: 400, title: 'Bad Request', detail: `Cannot be answered as asked; see: ${names}.`, errors });
}

/** Problem details (RFC 9457), never cached. */
export function problem(details: {
  status: number;
  title: string;
  detail: string;
  errors?: readonly ParameterProblem[];
}): Response {
  return Response.json({ type: 'about:blank', ...details }, { status: details.status, headers: PROBLEM_HEADERS });
}
