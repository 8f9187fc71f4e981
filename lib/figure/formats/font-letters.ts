/** The tables of a font that say which letters it has: segments of two bytes, and groups of four. */
const [SEGMENTS, GROUPS] = [4, 12];

/**
 * The letters of a text that a TrueType font has no picture of, each once; blanks and marks of no width need none. Source of
 * the layout: OpenType specification, table `cmap`, formats 4 and 12.
 */
export function lackingLetters(font: Uint8Array, text: string): string[] {
  const has = letterTest(font);
  const letters = new Set(text.replace(/[\s\u200b-\u200f\u2060\ufe0e\ufe0f]/gu, ''));
  return [...letters].filter((letter) => !has(letter.codePointAt(0) ?? 0));
}

function letterTest(font: Uint8Array): (code: number) => boolean {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = tableAt(view, 'cmap');
  const tests: ((code: number) => boolean)[] = [];
  for (let i = 0; i < view.getUint16(cmap + 2); i += 1) {
    const at = cmap + view.getUint32(cmap + 4 + 8 * i + 4);
    const format = view.getUint16(at);
    if (format === GROUPS) tests.push((code) => inGroups(view, at, code));
    if (format === SEGMENTS) tests.push((code) => inSegments(view, at, code));
  }
  return (code) => tests.some((test) => test(code));
}

function tableAt(view: DataView, tag: string): number {
  for (let i = 0; i < view.getUint16(4); i += 1) {
    const record = 12 + 16 * i;
    const name = [0, 1, 2, 3].map((k) => String.fromCharCode(view.getUint8(record + k))).join('');
    if (name === tag) return view.getUint32(record + 8);
  }
  throw new RangeError(`The font has no table ${tag}.`);
}

function inGroups(view: DataView, at: number, code: number): boolean {
  for (let i = 0; i < view.getUint32(at + 12); i += 1) {
    const group = at + 16 + 12 * i;
    if (code >= view.getUint32(group) && code <= view.getUint32(group + 4)) return true;
  }
  return false;
}

function inSegments(view: DataView, at: number, code: number): boolean {
  const size = view.getUint16(at + 6);
  for (let i = 0; i < size; i += 2) {
    if (code > view.getUint16(at + 14 + i)) continue;
    const start = at + 16 + size + i;
    if (code < view.getUint16(start)) return false;
    const range = start + 2 * size;
    const offset = view.getUint16(range);
    if (offset === 0) return ((code + view.getInt16(start + size)) & 0xffff) !== 0;
    return view.getUint16(range + offset + 2 * (code - view.getUint16(start))) !== 0;
  }
  return false;
}
