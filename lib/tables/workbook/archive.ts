const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const MEMBER = 0x04034b50;
/** The end record has 22 bytes and a comment of at most 65,535. */
const END_SIZE = 22;
const MOST_COMMENT = 2 ** 16;
/** Bytes unpacked at once: deflate makes a thousand of one at most. */
const CHUNK = 2 ** 14;
const [STORED, DEFLATED] = [0, 8];

/** A member of a zip archive as the directory says it. Source of the layout: PKWARE APPNOTE 4.3. */
type Member = Readonly<{ method: number; packed: number; unpacked: number; at: number }>;

/** The members of a zip archive by its directory; null where there is none. */
function membersOf(bytes: Uint8Array): Member[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - END_SIZE;
  const first = Math.max(0, end - MOST_COMMENT);
  while (end >= first && view.getUint32(end, true) !== END_OF_DIRECTORY) end -= 1;
  if (end < first) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const members: Member[] = [];
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) return null;
    members.push({
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return members;
}

/** What the members of a zip archive weigh unpacked, by its directory; null where there is none. */
export function unpackedSize(bytes: Uint8Array): number | null {
  return membersOf(bytes)?.reduce((sum, { unpacked }) => sum + unpacked, 0) ?? null;
}

/**
 * Whether no member of a zip archive is longer than its directory says. What the directory says is not what comes out: a
 * few kilobytes may be unpacked to gigabytes under the name of ten. Nothing is kept, and the first byte too many ends it.
 */
export async function isAsLongAsSaid(bytes: Uint8Array): Promise<boolean> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { method, packed, unpacked, at } of membersOf(bytes) ?? []) {
    if (at + 30 > bytes.length || view.getUint32(at, true) !== MEMBER) return false;
    const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    if (start + packed > bytes.length) return false;
    if (method === STORED && packed !== unpacked) return false;
    if (method !== STORED && method !== DEFLATED) return false;
    if (method === DEFLATED && !(await fits(bytes.subarray(start, start + packed), unpacked))) return false;
  }
  return true;
}

/** Whether packed bytes can be unpacked and are not longer then. */
async function fits(packed: Uint8Array, most: number): Promise<boolean> {
  let from = 0;
  const source = new ReadableStream<BufferSource>(
    {
      pull(controller) {
        if (from >= packed.length) return controller.close();
        controller.enqueue(Uint8Array.from(packed.subarray(from, from + CHUNK)));
        from += CHUNK;
      },
    },
    { highWaterMark: 0 },
  );
  const reader = source.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    let length = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.byteLength;
      if (length > most) {
        await reader.cancel();
        return false;
      }
    }
    return true;
  } catch {
    return false;
  }
}
