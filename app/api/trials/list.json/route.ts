import { DOWNLOAD_COLUMNS, downloadRow } from '@/lib/registry/trials/search/download';
import { answerTrialDownload } from '@/lib/api/trial-download.server';

/** The result of the trial list with the meaning of every column. */
export async function GET(request: Request): Promise<Response> {
  return answerTrialDownload(request, (trials, publicUrl) => {
    const columns = Object.fromEntries(Object.entries(DOWNLOAD_COLUMNS).map(([name, { meaning }]) => [name, meaning]));
    const body = `${JSON.stringify({ columns, trials: trials.map((trial) => downloadRow(trial, publicUrl)) }, null, 2)}\n`;
    return { body, type: 'application/json; charset=utf-8', name: 'infant-all-trials.json' };
  });
}
