import { z } from 'zod';
import { logUnexpected } from '@/lib/access/log.server';
import { mayManagePatients, type Viewer } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session/session.server';
import { expectedCode } from '@/lib/errors';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import { codeOf, refusedByDatabase } from '../database-refusal.server';
import type { ProjectWords } from '../redcap/dictionary';
import { redcapColumns } from '../redcap/reading';
import { dropFile, keepPiece, PieceInput } from './file.server';
import { findFindings, findJob, FindingsInput, JobInput, startJob, stopJob } from './job/jobs.server';
import { launchJob } from './job/launch.server';
import { WordInput } from './words/site-words';
import { addSiteWord, removeSiteWord } from './words/site-words.server';

/** The words of the forms, by which a file of labels is known. */
type Project = (locale: Locale) => ProjectWords;

const json = (said: unknown, status = 200): Response =>
  Response.json(said, { status, headers: { 'Cache-Control': 'private, no-store' } });

/** One step of an import, or a word of a site for its columns and values, for data managers; anybody else is told that nothing is here. */
export async function answerImport(request: Request, step: string, project: Project): Promise<Response> {
  try {
    const viewer = await getViewer();
    if (viewer === null || !mayManagePatients(viewer)) return json({ error: 'not-found' }, 404);
    return await answerStep(viewer, request, step, project);
  } catch (error) {
    const code = error instanceof z.ZodError || error instanceof SyntaxError ? 'invalid' : expectedCode(error);
    if (code !== null) return json({ error: code }, code === 'forbidden' || code === 'not-found' ? 404 : 400);
    if (refusedByDatabase(error) !== null) return json({ error: 'conflict' }, 409);
    // What is thrown on carries no patient data into the log.
    logUnexpected(`POST /api/patients/import/${step}`, new Error(`An import failed: ${codeOf(error)}`));
    return json({ error: 'unexpected' }, 500);
  }
}

const Named = z.object({ id: z.uuid() });

async function answerStep(viewer: Viewer, request: Request, step: string, project: Project): Promise<Response> {
  if (step === 'piece') {
    const asked = PieceInput.parse(Object.fromEntries(new URL(request.url).searchParams));
    await keepPiece(viewer, asked, new Uint8Array(await request.arrayBuffer()));
    return json({});
  }
  const sent: unknown = JSON.parse(await request.text());
  switch (step) {
    case 'start':
      return json(
        await startJob(viewer, JobInput.parse(sent), (id, worker) =>
          launchJob(worker, id, redcapColumns(LOCALES.map(project))),
        ),
      );
    case 'job':
      return json(await findJob(viewer, Named.parse(sent).id));
    case 'stop':
      return json(await stopJob(viewer, Named.parse(sent).id));
    case 'drop':
      await dropFile(viewer, Named.parse(sent).id);
      return json({});
    case 'word':
      return json(await addSiteWord(viewer, WordInput.parse(sent)));
    case 'word-away':
      await removeSiteWord(viewer, Named.parse(sent).id);
      return json({});
    case 'findings':
      return json(await findFindings(viewer, FindingsInput.parse(sent)));
    default:
      return json({ error: 'not-found' }, 404);
  }
}
