import { messageLookup, type KeysUnder, type MessageLookup } from '@/lib/i18n/message-lookup';
import { chooseLanguage } from './negotiation';
import { TITLES, type Problem, type ProblemStatus, type RequestError } from './problem';
import { queryError, type QueryProblem } from './query-reading';

/** Most errors that one answer lists, so that a small request cannot call for a huge one. */
const MOST_ERRORS = 5000;

/** Why a request is not answered: its status, its text with values, and everything that is wrong. */
export type Refusal = Readonly<{
  status: ProblemStatus;
  key: KeysUnder<'apiPage.problem'>;
  values?: Readonly<Record<string, string | number>>;
  errors?: (lookup: MessageLookup) => RequestError[];
}>;

/** The refusal of parameters, each named. */
export function refuseQuery(problems: readonly QueryProblem[]): Refusal {
  const names = [...new Set(problems.map(({ parameter }) => parameter))].join(', ');
  return {
    status: 400,
    key: 'query',
    values: { names },
    errors: (lookup) => problems.map((problem) => queryError(problem, lookup)),
  };
}

/** Problem details (RFC 9457) in the reader's language, which are never cached. Any page on the web may read them. */
export async function refuse(request: Request, { status, key, values, errors }: Refusal): Promise<Response> {
  const locale = chooseLanguage(request.headers.get('Accept-Language'));
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
  return Response.json(problem, {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Content-Language': locale,
      'Cache-Control': 'no-store',
      'Access-Control-Allow-Origin': '*',
      Vary: 'Accept, Accept-Language',
    },
  });
}
