import { z } from 'zod';
import { isCallback } from './callback';

/** Why a request is not handed to the sign-in library; a code of `errors.request` among the messages. */
export type SignInRefusal = Readonly<{
  status: 400 | 404 | 405;
  code: 'bad-callback' | 'bad-error-code' | 'bad-body' | 'method-not-allowed' | 'nothing-here';
  /** the methods that the address takes, where it took another */
  allow?: string;
}>;

/**
 * What the program's own forms ask the library for. At its other addresses it shows pages and words of its own, and lets
 * anybody write into the log.
 */
const METHODS: Readonly<Record<string, string>> = {
  csrf: 'GET, HEAD',
  error: 'GET, HEAD',
  providers: 'GET, HEAD',
  session: 'GET, HEAD',
  signin: 'GET, HEAD',
  signout: 'POST',
  'callback/credentials': 'POST',
};

const Callback = z.string().refine(isCallback);
const Fields = z.looseObject({ callbackUrl: Callback.optional() }).catchall(z.string());
/** The codes of the library and ours are words; a sentence, or a line of a header, is none. */
const ERROR_CODE = /^\w{0,40}$/u;

/**
 * What no form of the program sends, and the sign-in library would meet as an exception or take for a fault of the
 * server: an address or a method that it has no use for, an address to go on to or a code of an error that can stand in
 * no address, fields that are no texts. `part` is what follows /api/auth.
 */
export async function refuseSignInRequest(request: Request, part: readonly string[]): Promise<SignInRefusal | null> {
  const query = new URL(request.url).searchParams;
  const place = part.join('/');
  const allow = Object.hasOwn(METHODS, place) ? METHODS[place] : undefined;
  if (allow === undefined) return { status: 404, code: 'nothing-here' };
  if (!allow.split(', ').includes(request.method)) return { status: 405, code: 'method-not-allowed', allow };
  if (!ERROR_CODE.test(query.get('error') ?? '')) return { status: 400, code: 'bad-error-code' };
  if (query.getAll('callbackUrl').some((text) => !isCallback(text))) return { status: 400, code: 'bad-callback' };
  if (request.method !== 'POST') return null;
  const fields = await fieldsOf(request.clone());
  if (fields === undefined) return { status: 400, code: 'bad-body' };
  const read = Fields.safeParse(fields);
  if (read.success) return null;
  const ofCallback = read.error.issues.some(({ path }) => path[0] === 'callbackUrl');
  return { status: 400, code: ofCallback ? 'bad-callback' : 'bad-body' };
}

/** The fields of a body in the notations that the library reads; undefined where it is not in its notation. */
async function fieldsOf(request: Request): Promise<unknown> {
  const type = request.headers.get('Content-Type') ?? '';
  const text = await request.text();
  if (!type.includes('application/json')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
