import { z } from 'zod';
import { answerEvidence } from '@/lib/access/api.server';
import { findReferences } from '@/lib/registry/queries.server';

/** Every reference as a CSL-JSON item, in the order of the data set. */
export async function GET(request: Request): Promise<Response> {
  return answerEvidence(request, z.strictObject({}), async () => ({ references: await findReferences() }));
}
