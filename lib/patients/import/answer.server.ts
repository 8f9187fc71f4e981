import { z } from 'zod';
import { logUnexpected } from '@/lib/access/log.server';
import { mayManagePatients, type Viewer } from '@/lib/access/policy';
import { getViewer } from '@/lib/access/session.server';
import { expectedCode } from '@/lib/errors';
import type { Locale } from '@/lib/i18n/routing';
import { codeOf } from '../action.server';
import type { ProjectWords } from '../redcap/dictionary';
import { refusedByDatabase } from '../database-refusal.server';
import { keepPiece, PieceInput } from './file.server';
import { checkImport, CommitInput, commitImport, readImport, undoImport } from './import.server';
import { Choices } from './plan.server';
import { toReport } from './report';

type Project = (locale: Locale) => ProjectWords;
const json = (said: unknown, status = 200): Response =>
  Response.json(said, { status, headers: { 'Cache-Control': 'private, no-store' } });

/** One step of an import, for data managers; anybody else is told that nothing is here. */
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

async function answerStep(viewer: Viewer, request: Request, step: string, project: Project): Promise<Response> {
  if (step === 'piece') {
    const asked = PieceInput.parse(Object.fromEntries(new URL(request.url).searchParams));
    await keepPiece(viewer, asked, new Uint8Array(await request.arrayBuffer()));
    return json({});
  }
  const sent: unknown = JSON.parse(await request.text());
  switch (step) {
    case 'read':
      return json(await readImport(viewer, Choices.parse(sent), { project }));
    case 'check':
      return json(toReport(await checkImport(viewer, Choices.parse(sent))));
    case 'commit':
      return json(await commitImport(viewer, CommitInput.parse(sent), { signal: request.signal }));
    case 'undo':
      return json({ why: await undoImport(viewer, z.object({ id: z.uuid() }).parse(sent).id) });
    default:
      return json({ error: 'not-found' }, 404);
  }
}
