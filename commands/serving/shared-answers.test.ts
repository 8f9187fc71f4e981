import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileBody, textBody } from './body';
import { keepByVersion, type Kept } from './kept';
import { shareInFiles } from './shared-answers';

const TEXT: Kept = {
  body: textBody(Buffer.from('<p>КМТ2A\n</p>')),
  etag: '"a"',
  headers: { 'content-type': 'text/html', vary: 'Cookie' },
};
const [ADDRESS, BUILD] = ['/compare?endpoint=OS', ['build-1', 'https://registry.example']];

describe('answers in files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'registry-shared-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const open = (program = BUILD, mostBytes?: number) => shareInFiles({ folder, program, mostBytes });
  const onlyFile = async (): Promise<string> => path.join(folder, (await readdir(folder))[0] ?? '');

  test('what one program has made, another finds whole', async () => {
    await open().keep('v1', ADDRESS, TEXT);
    const found = await open().find('v1', ADDRESS);
    expect([found?.etag, found?.headers]).toEqual([TEXT.etag, TEXT.headers]);
    expect(brotliDecompressSync((await found?.body.packed?.('br')) ?? '').toString()).toBe('<p>КМТ2A\n</p>');
    await open().keep('v1', '/a.png', { ...TEXT, body: fileBody(Buffer.from([0, 10, 255])) });
    const picture = await open().find('v1', '/a.png');
    expect([picture?.body.packed, [...(picture?.body.identity ?? [])]]).toEqual([null, [0, 10, 255]]);
  });

  test.each([
    ['of other evidence', 'v2', ADDRESS, BUILD],
    ['at another address', 'v1', '/compare?endpoint=EFS', BUILD],
    ['of another build', 'v1', ADDRESS, ['build-2', 'https://registry.example']],
    ['under another public address', 'v1', ADDRESS, ['build-1', 'https://other.example']],
  ] as const)('nothing %s is taken for it', async (_, version, address, program) => {
    await open().keep('v1', ADDRESS, TEXT);
    expect(await open([...program]).find(version, address)).toBeNull();
  });

  test('nothing that was cut short or changed is shown', async () => {
    await open().keep('v1', ADDRESS, TEXT);
    const file = await onlyFile();
    const whole = await readFile(file);
    for (const bad of [whole.subarray(0, -1), Buffer.concat([whole, Buffer.from('x')]), Buffer.alloc(0)]) {
      await writeFile(file, bad);
      expect(await open().find('v1', ADDRESS)).toBeNull();
    }
    await writeFile(file, whole);
    expect(await open().find('v1', ADDRESS)).not.toBeNull();
  });

  test('nothing older than an hour is shown', async () => {
    await open().keep('v1', ADDRESS, TEXT);
    const old = new Date(Date.now() - 3_601_000);
    await utimes(await onlyFile(), old, old);
    expect(await open().find('v1', ADDRESS)).toBeNull();
  });

  test('the folder stays within its limit, the newest stay', async () => {
    const share = open(BUILD, 1000);
    const page = (): Kept => ({ ...TEXT, body: textBody(Buffer.alloc(200, 'a')) });
    for (let i = 0; i < 10; i += 1) {
      await share.keep('v1', `/${i}`, page());
      const at = new Date(Date.now() - (20 - i) * 1000);
      for (const name of await readdir(folder))
        if ((await readFile(path.join(folder, name), 'utf8')).includes(`"key":"/${i}"`))
          await utimes(path.join(folder, name), at, at);
    }
    const sizes = await Promise.all(
      (await readdir(folder)).map(async (f) => (await readFile(path.join(folder, f))).length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1500);
    expect(await share.find('v1', '/9')).not.toBeNull();
    expect(await share.find('v1', '/0')).toBeNull();
  });

  test('a folder that cannot be made costs the sharing alone', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const share = shareInFiles({ folder: path.join(folder, 'file', 'below'), program: BUILD });
    await share.keep('v1', ADDRESS, TEXT);
    expect(await share.find('v1', ADDRESS)).toBeNull();
  });

  test('a store finds what another one has made, and makes anew what the evidence has changed', async () => {
    let made = 0;
    const make = async (): Promise<Kept> => {
      made += 1;
      return TEXT;
    };
    const first = keepByVersion(async () => 'v1', { shared: open() });
    await first(ADDRESS, make);
    await expect.poll(async () => (await readdir(folder)).filter((name) => !name.endsWith('.part'))).toHaveLength(1);
    const second = keepByVersion(async () => 'v1', { shared: open() });
    expect((await second(ADDRESS, make))?.body.identity.toString()).toBe('<p>КМТ2A\n</p>');
    expect(made).toBe(1);
    await keepByVersion(async () => 'v2', { shared: open() })(ADDRESS, make);
    expect(made).toBe(2);
    await expect.poll(() => readdir(folder)).toHaveLength(2);
    await expect.poll(async () => (await readdir(folder)).some((name) => name.endsWith('.part'))).toBe(false);
  });
});
