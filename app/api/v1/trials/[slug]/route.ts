import { z } from 'zod';
import { answerEvidence } from '@/lib/access/api.server';
import { AppError } from '@/lib/errors';
import { getTrial } from '@/lib/registry/queries.server';

type Context = Readonly<{ params: Promise<{ slug: string }> }>;

/** One whole trial, as its file in the data set. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerEvidence(request, z.strictObject({}), async () => {
    const { slug } = await params;
    const record = await getTrial(slug);
    if (record === null) throw new AppError('not-found', 'There is no trial of this slug; /api/v1/trials lists all.');
    return record.trial;
  });
}
