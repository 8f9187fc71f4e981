import { refuse } from '@/lib/api/refusal';

/** Every other address of the API, so that a program reads why it got nothing as it reads every refusal. */
export async function GET(request: Request): Promise<Response> {
  return refuse(request, { status: 404, key: 'notFoundAddress' });
}
