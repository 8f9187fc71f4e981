import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { textBody } from './body';
import { keepByVersion, type Kept, type SharedAnswers } from './kept';
import { turnsHere } from './listening/turns';

const page = (text: string): Kept => ({
  body: textBody(Buffer.from(text)),
  etag: `"${text}"`,
  headers: { 'cache-control': 'public' },
});

describe('while the database is away', () => {
  let version: () => Promise<number>;
  beforeEach(() => {
    vi.useFakeTimers();
    version = async () => 1;
  });
  afterEach(() => vi.useRealTimers());
  const open = () => keepByVersion(() => version());
  const away = (): void => {
    version = () => Promise.reject(new Error('ECONNREFUSED'));
    vi.advanceTimersByTime(1500);
  };

  test('what was kept is shown, marked as old, for no cache to keep', async () => {
    const store = open();
    await store('/trials', async () => page('one'));
    away();
    const shown = await store('/trials', () => Promise.reject(new Error('nothing is made now')));
    expect(shown?.body.identity.toString()).toBe('one');
    expect(shown?.headers['cache-status']).toBe('registry; hit; ttl=-2; detail="database away"');
    expect(shown?.headers['cache-control']).toBe('no-cache');
  });

  test('also after the time for which it is kept', async () => {
    const store = open();
    await store('/trials', async () => page('one'));
    away();
    vi.advanceTimersByTime(3 * 3600_000);
    expect((await store('/trials', async () => page('two')))?.body.identity.toString()).toBe('one');
  });

  test('and when it does not even refuse: two seconds are waited for it', async () => {
    const store = open();
    await store('/trials', async () => page('one'));
    version = () => new Promise(() => undefined);
    vi.advanceTimersByTime(1500);
    const asked = store('/trials', async () => page('two'));
    await vi.advanceTimersByTimeAsync(2000);
    expect((await asked)?.headers['cache-status']).toContain('database away');
  });

  test('what was never made fails, and is made when the database is back', async () => {
    const store = open();
    await store('/trials', async () => page('one'));
    away();
    await expect(store('/risk', async () => page('risk'))).rejects.toThrow('ECONNREFUSED');
    version = async () => 1;
    vi.advanceTimersByTime(1500);
    expect((await store('/risk', async () => page('risk')))?.body.identity.toString()).toBe('risk');
    expect((await store('/trials', async () => page('two')))?.headers).toEqual({ 'cache-control': 'public' });
  });

  test('what changed meanwhile is seen when it is back', async () => {
    const store = open();
    await store('/trials', async () => page('one'));
    away();
    await store('/trials', async () => page('two'));
    version = async () => 2;
    vi.advanceTimersByTime(1500);
    expect((await store('/trials', async () => page('two')))?.body.identity.toString()).toBe('two');
  });
});

test('what an answer was packed into since counts as well', async () => {
  const text = 'x'.repeat(1000);
  const store = keepByVersion(async () => 1, { mostBytes: 2005 });
  const made: string[] = [];
  const ask = (address: string): Promise<Kept | null> =>
    store(address, async () => {
      made.push(address);
      return page(text);
    });
  await ask('/a');
  await ask('/b');
  await (await ask('/a'))?.body.packed?.('br');
  await ask('/a');
  await ask('/b');
  expect(made).toEqual(['/a', '/b', '/b']);
});

test('of several that share what they keep one makes an answer, and the others find it', async () => {
  const kept = new Map<string, Kept>();
  const shared: SharedAnswers = {
    find: async (version, key) => kept.get(`${version} ${key}`) ?? null,
    keep: async (version, key, answer) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      kept.set(`${version} ${key}`, answer);
    },
  };
  const none = { next: new Promise<never>(() => undefined), count: 1 };
  const { alone } = turnsHere({ pages: none, files: none }).behind;
  const stores = [1, 2, 3].map(() => keepByVersion(async () => 1, { shared, alone, share: 3 }));
  let made = 0;
  const make = async (): Promise<Kept> => {
    made += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return page('one');
  };
  const answers = await Promise.all(stores.map((store) => store('/trials', make)));
  expect(answers.map((answer) => answer?.body.identity.toString())).toEqual(['one', 'one', 'one']);
  expect(made).toBe(1);
  // Whoever fails leaves it to the next.
  const failing = () => Promise.reject(new Error('away'));
  const [first, second] = stores.map((store, i) => store('/risk', i === 0 ? failing : make));
  await expect(first).rejects.toThrow('away');
  expect((await second)?.body.identity.toString()).toBe('one');
});
