/** A stream taken by lengths. */
export type ByteReader = Readonly<{
  /** So many bytes; null: it ends before. */
  take: (length: number) => Promise<Buffer | null>;
  /** What comes before the next line feed, which is passed over; null: there is none within `most` bytes. */
  line: (most: number) => Promise<Buffer | null>;
}>;

export function byteReader(stream: AsyncIterable<unknown>): ByteReader {
  const source = stream[Symbol.asyncIterator]();
  let parts: Buffer[] = [];
  let size = 0;

  const more = async (): Promise<boolean> => {
    const { done, value } = await source.next();
    if (done === true) return false;
    if (!Buffer.isBuffer(value)) throw new TypeError('a stream of bytes');
    parts.push(value);
    size += value.length;
    return true;
  };
  const join = (): Buffer => {
    const [only, another] = parts;
    const whole = only !== undefined && another === undefined ? only : Buffer.concat(parts);
    parts = [whole];
    return whole;
  };
  const cut = (length: number, pass = 0): Buffer => {
    const whole = join();
    parts = [whole.subarray(length + pass)];
    size = whole.length - length - pass;
    return whole.subarray(0, length);
  };

  return {
    take: async (length) => {
      while (size < length) if (!(await more())) return null;
      return cut(length);
    },
    line: async (most) => {
      for (;;) {
        const end = join().indexOf(0x0a);
        if (end >= 0) return end <= most ? cut(end, 1) : null;
        if (size > most || !(await more())) return null;
      }
    },
  };
}
