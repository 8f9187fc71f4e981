import { csvText } from '@/lib/api/csv';
import { DOWNLOAD_COLUMNS } from '@/lib/registry/trials/facts/outlets';
import { answerTrialDownload } from '@/lib/api/trial-download.server';

/** The result of the trial list as a table, the same in every language. */
export async function GET(request: Request): Promise<Response> {
  return answerTrialDownload(request, (trials, publicUrl) => {
    const columns = Object.fromEntries(
      DOWNLOAD_COLUMNS.map(({ name, value }) => [name, (trial: (typeof trials)[number]) => value(trial, publicUrl)]),
    );
    return { body: csvText(trials, columns), type: 'text/csv; charset=utf-8', name: 'infant-all-trials.csv' };
  });
}
