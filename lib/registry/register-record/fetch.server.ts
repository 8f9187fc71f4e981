import { mayCurate, type Viewer } from '@/lib/access/policy';
import { env } from '@/lib/env.server';
import { AppError } from '@/lib/errors';
import type { PrismaClient } from '@/prisma/generated/client';
import type { RecordProblem } from './clinicaltrials';
import { storeRegisterRecord, type StoredReading } from './stored.server';

/** The one address that is ever asked; a test alone puts another in its place. */
const STUDIES = 'https://clinicaltrials.gov/api/v2/studies/';
const SECONDS = 15;
const MOST_BYTES = 10_000_000;

type Options = {
  database?: PrismaClient;
  /** whether the server may ask the register; what the environment says where it is left out */
  allowed?: boolean;
  studies?: string;
  seconds?: number;
  mostBytes?: number;
};

/**
 * Asks ClinicalTrials.gov for the record of a number and keeps it as a pasted one. Only where REGISTER_FETCH lets the
 * server out, and only at the address above: a redirection is not followed. Every failure is a problem in words.
 */
export async function fetchRegisterRecord(
  viewer: Viewer,
  slug: string,
  number: string,
  {
    database,
    allowed = env().REGISTER_FETCH,
    studies = STUDIES,
    seconds = SECONDS,
    mostBytes = MOST_BYTES,
  }: Options = {},
): Promise<StoredReading> {
  if (!mayCurate(viewer)) throw new AppError('forbidden');
  if (!allowed) return problem('fetch-off');
  if (!/^NCT\d{8}$/u.test(number)) return problem('number', number.slice(0, 40));
  const answer = await ask(`${studies}${number}`, { number, seconds, mostBytes });
  if ('problem' in answer) return answer;
  const longest = mostBytes;
  return storeRegisterRecord(viewer, slug, answer.text, { longest, ...(database !== undefined && { database }) });
}

type Refused = Readonly<{ problem: RecordProblem; path: string }>;
type Limits = Readonly<{ number: string; seconds: number; mostBytes: number }>;

async function ask(address: string, limits: Limits): Promise<Readonly<{ text: string }> | Refused> {
  try {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(limits.seconds * 1000),
      cache: 'no-store',
    });
    if (response.ok) return await readWhole(response, limits.mostBytes);
    await response.body?.cancel();
    return response.status === 404
      ? problem('no-such-record', limits.number)
      : problem('refused-there', String(response.status));
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return problem('too-slow', String(limits.seconds));
    return problem('unreachable', causeOf(error));
  }
}

/** The body while it comes, so that one without an end is cut off and not held. */
async function readWhole(response: Response, mostBytes: number): Promise<Readonly<{ text: string }> | Refused> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > mostBytes) return problem('too-large');
    pieces.push(piece);
  }
  return { text: Buffer.concat(pieces).toString('utf8') };
}

/** The network's own code, such as ENOTFOUND. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'fetch';
}

function problem(code: RecordProblem, path = ''): Refused {
  return { problem: code, path };
}
