import { projectWords } from '@/components/patients/codebook-label';
import { answerImport } from '@/lib/patients/import/answer.server';

/** The steps of an import: a piece of the file, reading, checking, importing, undoing. */
export async function POST(
  request: Request,
  { params }: Readonly<{ params: Promise<{ step: string }> }>,
): Promise<Response> {
  return answerImport(request, (await params).step, projectWords);
}
