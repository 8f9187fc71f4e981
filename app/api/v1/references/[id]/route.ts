import { answerRecord } from '@/lib/api/answer.server';
import { REFERENCE } from '@/lib/api/document/routes';
import { findReferences } from '@/lib/registry/queries.server';

type Context = Readonly<{ params: Promise<{ id: string }> }>;

/** One reference as a CSL-JSON item. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerRecord(request, REFERENCE, async () => {
    const { id } = await params;
    // All, because an address can hold what the database would refuse with an error, such as a null character.
    const reference = (await findReferences()).find((one) => one.id === id);
    return reference === undefined ? { refusal: { status: 404, key: 'notFoundReference' } } : { answer: reference };
  });
}
