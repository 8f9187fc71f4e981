import type { AddressProblem } from '@/lib/address/problem';
import { sentencesOf } from '@/lib/address/sentences';
import { messageLookup, type KeysUnder, type MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { chooseLanguage } from './negotiation';
import { TITLES, type Problem, type ProblemStatus, type RequestError } from './problem';

/** Most errors that one answer lists, so that a small request cannot call for a huge one. */
const MOST_ERRORS = 5000;

/** Why a request is not answered: its status, its text with values, and everything that is wrong. */
export type Refusal = Readonly<{
  status: ProblemStatus;
  key: KeysUnder<'apiPage.problem'>;
  values?: Readonly<Record<string, string | number>>;
  errors?: (lookup: MessageLookup) => RequestError[];
}>;

/** The refusal of an address, each wrong part named. */
export function refuseQuery(problems: readonly AddressProblem[]): Refusal {
  const names = [...new Set(problems.map(({ parameter }) => parameter))].join(', ');
  return {
    status: 400,
    key: 'query',
    values: { names },
    errors: (lookup) => problems.map((problem) => addressError(problem, lookup)),
  };
}

/** A problem of an address as an answer gives it, in the reader's language. */
export function addressError(problem: AddressProblem, lookup: MessageLookup): RequestError {
  const { parameter, code, value, allowed, nearest } = problem;
  return {
    parameter,
    code,
    value,
    detail: sentencesOf(problem)
      .map(({ key, values }) => lookup(`address.${key}`, values))
      .join(' '),
    ...(allowed === undefined ? {} : { allowed: [...allowed] }),
    ...(nearest === undefined ? {} : { nearest }),
  };
}

/**
 * Problem details (RFC 9457) in the reader's language, which are never cached. Any page on the web may read them. The
 * language is the one that the address names, or that the Accept-Language header prefers.
 */
export async function refuse(
  request: Request,
  { status, key, values, errors }: Refusal,
  language?: Locale,
): Promise<Response> {
  const locale = language ?? chooseLanguage(request.headers.get('Accept-Language'));
  const lookup = await messageLookup(locale);
  const all = errors?.(lookup);
  const problem: Problem = {
    type: 'about:blank',
    title: TITLES[status],
    status,
    detail: lookup(`apiPage.problem.${key}`, values),
    ...(all === undefined ? {} : { errors: all.slice(0, MOST_ERRORS) }),
    ...(all === undefined || all.length <= MOST_ERRORS ? {} : { errorCount: all.length }),
  };
  return answerProblem(problem, locale, { 'Access-Control-Allow-Origin': '*', Vary: 'Accept, Accept-Language' });
}

/** Problem details as an answer, which no one keeps. */
export function answerProblem(
  problem: Pick<Problem, 'type' | 'title' | 'status' | 'detail'>,
  locale: Locale,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json(problem, {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Content-Language': locale,
      'Cache-Control': 'no-store',
      ...headers,
    },
  });
}
