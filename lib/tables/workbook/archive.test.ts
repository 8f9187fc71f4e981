import Zip from 'jszip';
import { describe, expect, test } from 'vitest';
import { isAsLongAsSaid, unpackedSize } from './archive';
import { openFile } from '../open';

const MEGABYTE = 2 ** 20;
const DIRECTORY_ENTRY = 0x02014b50;

/** An archive with one member, of zeros; `said` is what its directory says of the length. */
async function archive(length: number, said = length, name = 'xl/worksheets/sheet1.xml'): Promise<Uint8Array> {
  const zip = new Zip();
  zip.file('[Content_Types].xml', '<Types/>');
  zip.file('xl/workbook.xml', '<workbook/>');
  zip.file(name, new Uint8Array(length));
  const bytes = await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = Array.from(bytes.keys()).filter(
    (at) => at + 46 < bytes.length && view.getUint32(at, true) === DIRECTORY_ENTRY,
  );
  view.setUint32((entries.at(-1) ?? 0) + 24, said, true);
  return bytes;
}

describe('an archive', () => {
  test('is unpacked to what its directory says', async () => {
    const bytes = await archive(3 * MEGABYTE);
    expect(unpackedSize(bytes)).toBe(3 * MEGABYTE + '<Types/>'.length + '<workbook/>'.length);
    expect(await isAsLongAsSaid(bytes)).toBe(true);
  });

  test('whose directory says less than comes out is refused by the first byte too many, whatever it weighs', async () => {
    expect(await isAsLongAsSaid(await archive(1000, 999))).toBe(false);
    const bomb = await archive(100 * MEGABYTE, 10);
    expect(bomb.length).toBeLessThan(MEGABYTE);
    const before = process.memoryUsage().arrayBuffers;
    expect((await openFile(new Blob([Uint8Array.from(bomb)]), 'bomb.xlsx')).refused?.code).toBe('damaged');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * MEGABYTE);
  });

  test('whose bytes are not what deflate writes is damaged', async () => {
    const bytes = await archive(MEGABYTE);
    bytes.fill(255, 200, 400);
    expect(await isAsLongAsSaid(bytes)).toBe(false);
  });

  test('of a directory that says gigabytes is too large, before anything is unpacked', async () => {
    const { refused } = await openFile(new Blob([Uint8Array.from(await archive(1000, 2 ** 31))]), 'bomb.xlsx');
    expect(refused?.code).toBe('too-large');
  });
});

test('a file of 500 MB is refused by its size alone', async () => {
  const unread = (): never => {
    throw new Error('it was read');
  };
  const file = { size: 500 * MEGABYTE, slice: unread, stream: unread, arrayBuffer: unread, text: unread };
  expect((await openFile(file as unknown as Blob, 'long.csv')).refused?.code).toBe('too-large');
});
