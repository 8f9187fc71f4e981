import { repeatedName } from '@/lib/risk/repeated-name';
import type { Refusal } from './refusal';

/** 1,000 patients with every fact fill a third of it. */
const LARGEST_BODY = 1024 * 1024;

/** The JSON of a request's body, or why there is none. Reading stops at the limit, whatever the request says of its length. */
export async function readJsonBody(
  request: Request,
  largest: number = LARGEST_BODY,
): Promise<{ value: unknown } | { refusal: Refusal }> {
  const [type] = (request.headers.get('Content-Type') ?? '').split(';');
  if (type?.trim().toLowerCase() !== 'application/json') return { refusal: { status: 415, key: 'notJsonType' } };
  const bytes =
    Number(request.headers.get('Content-Length') ?? 0) > largest ? null : await readAtMost(request.body, largest);
  if (bytes === null) return { refusal: { status: 413, key: 'tooLarge', values: { bytes: largest } } };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    const name = repeatedName(text);
    return name === null ? { value } : { refusal: { status: 400, key: 'repeatedName', values: { name } } };
  } catch {
    return { refusal: { status: 400, key: 'notJson' } };
  }
}

/** The whole of a stream, or null where it is longer. */
async function readAtMost(stream: ReadableStream<Uint8Array> | null, largest: number): Promise<Uint8Array | null> {
  const reader = stream?.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > largest) {
      await reader?.cancel();
      return null;
    }
    parts.push(read.value);
  }
  return Buffer.concat(parts);
}
