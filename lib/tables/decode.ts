/** What a file is by its first bytes, whatever its name says. */
export type FileKind =
  | 'text'
  | 'workbook'
  | 'old-workbook'
  | 'open-document'
  | 'numbers'
  | 'document'
  | 'web-page'
  | 'pdf'
  | 'archive'
  | 'picture'
  | 'statistics'
  | 'protected'
  | 'binary'
  | 'empty';

/** Of one byte a letter with Cyrillic ones, the most usual first: Windows, Unix, DOS and old Macs. */
const CYRILLIC = ['windows-1251', 'koi8-r', 'ibm866', 'x-mac-cyrillic'] as const;
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', ...CYRILLIC, 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** A decoded text; `certain` is false where the bytes allow more than one encoding, so that the reader has to look at it. */
export type DecodedText = Readonly<{ text: string; encoding: Encoding; certain: boolean }>;

/** How many bytes tell what a file is. */
const HEAD = 4096;
const SAMPLE = 2 ** 20;

const SIGNATURES: readonly [FileKind, string][] = [
  ['pdf', '%PDF'],
  ['archive', '\u001f\u008b'],
  ['archive', 'Rar!'],
  ['archive', '7z\u00bc\u00af'],
  ['archive', 'BZh'],
  ['archive', '\u00fd7zXZ'],
  ['picture', '\u0089PNG'],
  ['picture', '\u00ff\u00d8\u00ff'],
  ['picture', 'GIF8'],
  ['picture', 'II*\u0000'],
  ['picture', 'MM\u0000*'],
  ['statistics', '$FL2'],
  ['statistics', '$FL3'],
  ['statistics', '<stata_dta>'],
  ['statistics', 'RDX'],
  ['statistics', 'X\n\u0000\u0000'],
  ['statistics', 'HEADER RECORD*******'],
  ['statistics', 'PAR1'],
  ['document', '{\\rtf'],
];

/** Tells what a file is, so that what is no table can be named instead of read as letters. */
export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty';
  const head = latin(bytes.subarray(0, HEAD));
  if (isZip(bytes)) return zipKind(bytes);
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) return compoundKind(bytes);
  const signed = SIGNATURES.find(([, signature]) => head.startsWith(signature));
  if (signed !== undefined) return signed[0];
  // BIFF records of workbooks of the time before compound files.
  if (/^\t[\u0000\u0002\u0004\u0008][\u0004\u0006\u0008]\u0000/u.test(head)) return 'old-workbook';
  const text = /^(\u00ef\u00bb\u00bf)?\s*/u.exec(head)?.[0] ?? '';
  const rest = head.slice(text.length, text.length + 1000).toLowerCase();
  if (/^(<!doctype html|<html|<table|<\?xml[^>]*>\s*(<!--[^>]*-->\s*)?<(html|\?mso))/u.test(rest)) return 'web-page';
  if (/^<\?xml/u.test(rest)) return rest.includes('spreadsheet') ? 'web-page' : 'document';
  if (hasByteOrderMark(bytes) || utf16WithoutMark(bytes) !== null) return 'text';
  return head.includes('\u0000') ? 'binary' : 'text';
}

/** Whether bytes begin as a zip archive does; `PK` alone may be the name of a table's first column. */
export function isZip([first, second, third, fourth]: Uint8Array): boolean {
  const known = third === 3 || third === 5 || third === 7;
  return first === 0x50 && second === 0x4b && known && fourth === third + 1;
}

/** The names of the members stand in the clear: those of Office at the beginning, all of them at the end. */
function zipKind(bytes: Uint8Array): FileKind {
  const names = latin(bytes.subarray(0, HEAD)) + latin(bytes.subarray(Math.max(0, bytes.length - 2 ** 16)));
  if (names.includes('xl/workbook.xml')) return 'workbook';
  if (names.includes('xl/workbook.bin')) return 'old-workbook';
  if (names.includes('opendocument.spreadsheet')) return 'open-document';
  // Pages and Keynote name their members alike.
  if (names.includes('Index/Document.iwa')) return 'numbers';
  if (names.includes('word/') || names.includes('ppt/') || names.includes('opendocument')) return 'document';
  return 'archive';
}

/** Compound files hold old workbooks, and new ones under a password. */
function compoundKind(bytes: Uint8Array): FileKind {
  const wide = (name: string): string => [...name].map((letter) => `${letter}\u0000`).join('');
  const text = latin(bytes.subarray(0, SAMPLE)) + latin(bytes.subarray(Math.max(0, bytes.length - 2 ** 16)));
  if (text.includes(wide('EncryptedPackage'))) return 'protected';
  if (text.includes(wide('WordDocument')) || text.includes(wide('PowerPoint Document'))) return 'document';
  return 'old-workbook';
}

/** Bytes that are decoded at a time. */
const PIECE = 2 ** 21;
/** How many bytes tell two encodings of one byte a letter apart. */
const TELLING = 8 * SAMPLE;

/** A file decoded piece by piece; `done` bytes of it are read. */
export async function* decodedPieces(
  file: Blob,
  encoding: Encoding,
): AsyncGenerator<Readonly<{ text: string; done: number }>> {
  const decoder = new TextDecoder(encoding);
  for (let from = 0; from < file.size; from += PIECE) {
    const bytes = await file.slice(from, from + PIECE).arrayBuffer();
    const done = Math.min(from + PIECE, file.size);
    yield { text: decoder.decode(bytes, { stream: done < file.size }), done };
  }
}

/** The encoding of a text file, as `decodeText` recognises it, with no more than a piece of the file in memory. */
export async function encodingOf(file: Blob, chosen: Encoding | null): Promise<Omit<DecodedText, 'text'>> {
  if (chosen !== null) return { encoding: chosen, certain: true };
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  const known = encodingByHead(head);
  if (known !== null) return known;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let from = 0; from < file.size; from += PIECE)
      decoder.decode(await file.slice(from, from + PIECE).arrayBuffer(), { stream: from + PIECE < file.size });
    return { encoding: 'utf-8', certain: true };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const telling = new Uint8Array(await file.slice(0, TELLING).arrayBuffer());
    return { encoding: singleByteEncoding(telling), certain: false };
  }
}

function encodingByHead(bytes: Uint8Array): Omit<DecodedText, 'text'> | null {
  const marked = markOf(bytes);
  if (marked !== null) return { encoding: marked, certain: true };
  const wide = utf16WithoutMark(bytes);
  return wide === null ? null : { encoding: wide, certain: false };
}

/**
 * Decodes the bytes of a text. A byte order mark decides; UTF-8 that is valid to the end is UTF-8. What is neither is in one
 * of the Cyrillic encodings or Windows-1252 by its words and the place of its letters beyond ASCII, and never certain.
 */
export function decodeText(bytes: Uint8Array, chosen: Encoding | null = null): DecodedText {
  if (chosen !== null) return { text: decode(bytes, chosen), encoding: chosen, certain: true };
  const known = encodingByHead(bytes);
  if (known !== null) return { text: decode(bytes, known.encoding), ...known };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8', certain: true };
  } catch {
    const encoding = singleByteEncoding(bytes);
    return { text: decode(bytes, encoding), encoding, certain: false };
  }
}

function decode(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return markOf(bytes) !== null;
}

function markOf(bytes: Uint8Array): Encoding | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/** Text of a table has delimiters and digits, whose second byte is zero in UTF-16. */
function utf16WithoutMark(bytes: Uint8Array): Encoding | null {
  const sample = bytes.subarray(0, HEAD & ~1);
  const zeros = [0, 0];
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length / 8 && even <= odd / 50) return 'utf-16le';
  return even > sample.length / 8 && odd <= even / 50 ? 'utf-16be' : null;
}

/** Cyrillic words are runs of letters above 0xBF; accented letters of western languages stand among ASCII letters. */
function singleByteEncoding(bytes: Uint8Array): Encoding {
  const sample = bytes.subarray(0, WORDS_OF);
  const read = CYRILLIC.map((encoding) => ({ encoding, share: russianShare(decode(sample, encoding)) }));
  const best = read.reduce((most, one) => (one.share > most.share ? one : most));
  if (best.share > 0.5) return best.encoding;
  let [inRuns, alone] = [0, 0];
  const isHigh = (byte: number | undefined): boolean => byte !== undefined && byte >= 0xc0;
  const length = Math.min(bytes.length, TELLING);
  for (let i = 0; i < length; i += 1) {
    if (!isHigh(bytes[i])) continue;
    if (isHigh(bytes[i - 1]) || isHigh(bytes[i + 1])) inRuns += 1;
    else if (isLetter(bytes[i - 1]) || isLetter(bytes[i + 1])) alone += 1;
    else inRuns += 1;
  }
  return inRuns > alone ? 'windows-1251' : 'windows-1252';
}

/** How many bytes tell the Cyrillic encodings apart by the words in them. */
const WORDS_OF = 2 ** 16;
/** Words as they are written; of another encoding the capitals stand within them. */
const RUSSIAN_WORD = /(?<!\p{L})(?:[А-ЯЁ]?[а-яё]{2,}|[А-ЯЁ]{3,})(?!\p{L})/gu;
/** More than half of the letters of Russian texts. */
const FREQUENT = /[оеаинтсрв]/giu;

/** Of the letters beyond ASCII the share that stands in Russian words, frequent letters counted three times as much; 0 to 1. */
function russianShare(text: string): number {
  const beyond = text.match(/[^\0-\x7f]/gu)?.length ?? 0;
  const words = (text.match(RUSSIAN_WORD) ?? []).join('');
  const frequent = words.match(FREQUENT)?.length ?? 0;
  return beyond === 0 ? 0 : (words.length - frequent + 3 * frequent) / (3 * beyond);
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122));
}

/** One letter a byte; the decoder named latin1 would turn some bytes into other letters. */
function latin(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return text;
}
