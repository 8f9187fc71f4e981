import { answerComputation } from '@/lib/api/answer.server';
import { classifyBody } from '@/lib/api/risk/classify-request';
import { readJsonBody } from '@/lib/api/read-body';
import { CLASSIFY } from '@/lib/api/document/routes';

/** Classifies one patient or many under every protocol. The facts are neither stored nor logged. */
export async function POST(request: Request): Promise<Response> {
  return answerComputation(request, CLASSIFY, async ({ form }) => {
    const body = await readJsonBody(request);
    return 'refusal' in body ? body : classifyBody(body.value, form);
  });
}

/** A page of another origin asks first whether it may send JSON. */
export function OPTIONS(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      Allow: 'POST, OPTIONS',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'POST',
      'Access-Control-Allow-Headers': 'Content-Type',
      'Access-Control-Max-Age': '86400',
    },
  });
}
