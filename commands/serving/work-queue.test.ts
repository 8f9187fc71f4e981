import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Answering } from './processes';
import { Busy, Left, workQueue } from './work-queue';

const process: Answering = { socket: '', busy: 0, restart: () => undefined };
const here = new AbortController().signal;

/** Work that ends when it is told to, and the list of what has begun. */
function works(): Readonly<{
  begun: string[];
  work: (name: string) => () => Promise<string>;
  end: (name: string) => void;
}> {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    work: (name) => () => {
      begun.push(name);
      return new Promise((resolve) => ends.set(name, () => resolve(name)));
    },
    end: (name) => ends.get(name)?.(),
  };
}

test('as much at once as the processes hold, the rest in turn, and no more than may wait', async () => {
  const { begun, work, end } = works();
  const queue = workQueue(async () => process, 1, 1);
  const first = queue(here, work('a'));
  void queue(here, work('b'));
  void queue(here, work('c'));
  await expect(queue(here, work('d'))).rejects.toThrow(Busy);
  await wait(1);
  expect(begun).toEqual(['a', 'b']);
  end('a');
  expect(await first).toBe('a');
  await wait(1);
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('who leaves while waiting gives up the place, and the work is never begun', async () => {
  const { begun, work, end } = works();
  const queue = workQueue(async () => process, 1, 1);
  const [, , leaving] = [queue(here, work('a')), queue(here, work('b')), new AbortController()];
  const waiting = queue(leaving.signal, work('c'));
  leaving.abort();
  await expect(waiting).rejects.toThrow(Left);
  const last = queue(here, work('d'));
  end('a');
  await wait(1);
  expect(begun).toEqual(['a', 'b', 'd']);
  end('d');
  expect(await last).toBe('d');
});

test('what has begun keeps its place until it ends, although its reader has left', async () => {
  const { begun, work, end } = works();
  const queue = workQueue(async () => process, 1);
  const leaving = new AbortController();
  const first = queue(leaving.signal, work('a'));
  void queue(here, work('b'));
  void queue(here, work('c'));
  await wait(1);
  leaving.abort();
  await wait(1);
  expect(begun).toEqual(['a', 'b']);
  end('a');
  expect(await first).toBe('a');
  await wait(1);
  expect(begun).toEqual(['a', 'b', 'c']);
});
