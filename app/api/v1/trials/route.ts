import { z } from 'zod';
import { answerEvidence } from '@/lib/access/api.server';
import { findTrials } from '@/lib/registry/queries.server';

/** Every trial and cohort, as rows of the list. */
export async function GET(request: Request): Promise<Response> {
  return answerEvidence(request, z.strictObject({}), async () => ({ trials: await findTrials() }));
}
