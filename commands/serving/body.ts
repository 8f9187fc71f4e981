import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

type Packing = 'br' | 'gzip';

/** What an answer says, as it is and packed. */
export type Body = Readonly<{
  identity: Buffer;
  /** packed at the first question for it; null for what is packed already, such as a picture */
  packed: ((packing: Packing) => Promise<Buffer>) | null;
  /** what is held of it in memory, now */
  bytes: () => number;
}>;

/** Most of the saving at a third of the time: many addresses are asked for once. */
const [QUICK, SMALL] = [4, 6] as const;
const GZIP = 5;

/** A text, packed quickly for the first who asks, and once more, smaller, for those who come after. */
export function textBody(identity: Buffer): Body {
  const made = new Map<Packing, Promise<Buffer>>();
  const lengths = new Map<Packing, number>();
  let isSmall = false;
  const keep = (packing: Packing, work: Promise<Buffer>): Promise<Buffer> => {
    made.set(packing, work);
    work.then(
      ({ length }) => lengths.set(packing, length),
      () => made.delete(packing),
    );
    return work;
  };
  const repack = (): void => {
    if (isSmall) return;
    isSmall = true;
    brotli(identity, SMALL).then(
      (smaller) => void keep('br', Promise.resolve(smaller)),
      () => undefined,
    );
  };
  return {
    identity,
    packed: (packing) => {
      const known = made.get(packing);
      if (known !== undefined && packing === 'br') repack();
      return known ?? keep(packing, packing === 'br' ? brotli(identity, QUICK) : zipped(identity));
    },
    bytes: () => identity.length + [...lengths.values()].reduce((sum, length) => sum + length, 0),
  };
}

/** What no packing makes smaller. */
export function fileBody(identity: Buffer): Body {
  return { identity, packed: null, bytes: () => identity.length };
}

async function brotli(text: Buffer, quality: number): Promise<Buffer> {
  return promisify(brotliCompress)(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  });
}

async function zipped(text: Buffer): Promise<Buffer> {
  return promisify(gzip)(text, { level: GZIP });
}
