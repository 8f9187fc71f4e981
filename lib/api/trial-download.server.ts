import { parametersOf } from '@/lib/address/parameters';
import { readAddress } from '@/lib/address/reading';
import { logUnexpected } from '@/lib/access/log.server';
import { env } from '@/lib/env.server';
import { getCatalogue } from '@/lib/registry/trials/search/catalogue.server';
import { trialQuerySchema } from '@/lib/registry/trials/search/reading';
import { searchTrials } from '@/lib/registry/trials/search/search';
import type { TrialEntry } from '@/lib/registry/trials/summary';
import { refuse, refuseQuery } from './refusal';

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
    const { values: filter, problems } = readAddress(trialQuerySchema(catalogue.groups), parametersOf(query));
    if (problems.length > 0) return refuse(request, refuseQuery(problems));
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
    return refuse(request, { status: 500, key: 'unexpected' });
  }
}

function publicUrl(): string {
  return env().PUBLIC_URL.replace(/\/$/u, '');
}
