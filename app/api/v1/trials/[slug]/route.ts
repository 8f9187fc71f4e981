import { answerRecord } from '@/lib/api/answer.server';
import { TRIAL } from '@/lib/api/document/routes';
import { getTrial } from '@/lib/registry/queries.server';

type Context = Readonly<{ params: Promise<{ slug: string }> }>;

/** One whole trial, as its file in the data set. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerRecord(request, TRIAL, async () => {
    const record = await getTrial((await params).slug);
    return record === null ? { refusal: { status: 404, key: 'notFoundTrial' } } : { answer: record.trial };
  });
}
