import { problem, refuseParameters } from '@/lib/access/api.server';
import { logUnexpected } from '@/lib/access/log.server';
import type { ParameterProblem } from '@/lib/access/parameters';
import { env } from '@/lib/env.server';
import { searchTrials } from './search';
import { getCatalogue } from './catalogue.server';
import type { FilterProblem } from './filter';
import { readTrialFilter } from './reading';
import type { TrialEntry } from '../summary';

export type DownloadFile = { body: string; type: string; name: string };

/**
 * The result of the trial list as a file, in its order and without pages. An address that cannot be read exactly is
 * refused with 400 that names every part: a file has no place for a remark.
 */
export async function answerTrialDownload(
  request: Request,
  write: (trials: readonly TrialEntry[], publicUrl: string) => DownloadFile,
): Promise<Response> {
  return answerDownload(request, async (query) => {
    const catalogue = await getCatalogue();
    const { filter, problems } = readTrialFilter(parametersOf(query), catalogue.groups);
    if (problems.length > 0) return refuseParameters(problems.map(describeProblem));
    return write(
      searchTrials(catalogue, filter).found.map(({ trial }) => trial),
      publicUrl(),
    );
  });
}

/** Answers with a file to keep; what goes wrong is logged and told without details. */
export async function answerDownload(
  request: Request,
  work: (query: URLSearchParams) => Promise<DownloadFile | Response>,
): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  try {
    const file = await work(searchParams);
    if (file instanceof Response) return file;
    return new Response(file.body, {
      headers: {
        'Content-Type': file.type,
        'Content-Disposition': `attachment; filename="${file.name}"`,
        'Cache-Control': 'public, max-age=300',
      },
    });
  } catch (error) {
    logUnexpected(`${request.method} ${pathname}`, error);
    return problem({
      status: 500,
      title: 'Internal Server Error',
      detail: 'The request failed for a reason that is not yours. It has been logged.',
    });
  }
}

/** An address's query as a filter is read from it: a repeated parameter becomes a list. */
export function parametersOf(query: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => [
      name,
      query.getAll(name).length > 1 ? query.getAll(name) : (query.get(name) ?? ''),
    ]),
  );
}

/** A fault of an address in the words of the API, which speaks English. */
export function describeProblem({ parameter, value, code, nearest, allowed }: FilterProblem): ParameterProblem {
  const near = nearest === null ? '' : ` The nearest is “${nearest}”.`;
  const details: Record<FilterProblem['code'], string> = {
    'unknown-parameter': `This parameter is not known here.${near}`,
    'given-twice': 'This parameter may be given only once.',
    'not-valid': `“${value}” is not a value of this parameter.${near}`,
    'years-reversed': `The years ${value} run backwards.`,
    'page-beyond': `There is no page ${value}.`,
  };
  return { parameter, detail: details[code], ...(allowed.length > 0 && { allowed }) };
}

function publicUrl(): string {
  return env().PUBLIC_URL.replace(/\/$/u, '');
}
