import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Packing = 'br' | 'gzip';

/** What an answer says, as it is and packed. */
export type Body = Readonly<{
  identity: Buffer;
  /** packed at the first question for it; null for what is packed already, such as a picture */
  packed: ((packing: Packing) => Promise<Buffer>) | null;
  /** what `packed` would give, where it is there already and as small as it gets */
  atHand: (packing: Packing) => Buffer | undefined;
  /** what is held of it in memory, now */
  bytes: () => number;
}>;

/** Most of the saving at a third of the time: many addresses are asked for once. */
const QUICK = { br: 2, gzip: 2 } as const;
const SMALL = { br: 6, gzip: 6 } as const;

/** A text, packed quickly for the first who asks, and once more, smaller, for those who come after. */
export function textBody(identity: Buffer): Body {
  const made = new Map<Packing, Promise<Buffer>>();
  const lengths = new Map<Packing, number>();
  const small = new Set<Packing>();
  const smallest = new Map<Packing, Buffer>();
  const keep = (packing: Packing, work: Promise<Buffer>): Promise<Buffer> => {
    made.set(packing, work);
    work.then(
      ({ length }) => lengths.set(packing, length),
      () => made.delete(packing),
    );
    return work;
  };
  const repack = (packing: Packing): void => {
    if (small.has(packing)) return;
    small.add(packing);
    pack(identity, packing, SMALL).then(
      (smaller) => {
        smallest.set(packing, smaller);
        void keep(packing, Promise.resolve(smaller));
      },
      () => undefined,
    );
  };
  return {
    identity,
    packed: (packing) => {
      const known = made.get(packing);
      if (known !== undefined) repack(packing);
      return known ?? keep(packing, pack(identity, packing, QUICK));
    },
    atHand: (packing) => smallest.get(packing),
    bytes: () => identity.length + [...lengths.values()].reduce((sum, length) => sum + length, 0),
  };
}

/** What no packing makes smaller. */
export function fileBody(identity: Buffer): Body {
  return { identity, packed: null, atHand: () => undefined, bytes: () => identity.length };
}

async function pack(text: Buffer, packing: Packing, levels: Readonly<Record<Packing, number>>): Promise<Buffer> {
  if (packing === 'gzip') return promisify(gzip)(text, { level: levels.gzip });
  return promisify(brotliCompress)(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: levels.br, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  });
}
