import { DOWNLOAD_COLUMNS } from '@/lib/registry/trials/facts/outlets';
import { answerTrialDownload } from '@/lib/api/trial-download.server';

/** The result of the trial list with the meaning of every column. */
export async function GET(request: Request): Promise<Response> {
  return answerTrialDownload(request, (found, publicUrl) => {
    const columns = Object.fromEntries(DOWNLOAD_COLUMNS.map(({ name, meaning }) => [name, meaning]));
    const trials = found.map((trial) =>
      Object.fromEntries(DOWNLOAD_COLUMNS.map(({ name, value }) => [name, value(trial, publicUrl)])),
    );
    const body = `${JSON.stringify({ columns, trials }, null, 2)}\n`;
    return { body, type: 'application/json; charset=utf-8', name: 'infant-all-trials.json' };
  });
}
