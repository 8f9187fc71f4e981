import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Answering } from '../processes';
import { Busy, Left } from '../work-queue';
import { giveTurns, turnsHere, turnsThere, type Behind } from './turns';

/** Two processes that listen, at the end of channels that carry what JSON can. */
function open() {
  const processes = ['one', 'two'].map((socket): Answering & { restarts: number } => {
    const process = { socket, busy: 0, restarts: 0, restart: () => (process.restarts += 1) };
    return process;
  });
  const next = async (): Promise<Answering> => {
    const [one, two] = processes;
    if (one === undefined || two === undefined) throw new Error('two');
    return two.busy < one.busy ? two : one;
  };
  const { behind } = turnsHere({
    pages: { next: Promise.resolve(next), count: 1 },
    files: { next: Promise.resolve(next), count: 1 },
  });
  const listener = (): Behind & { end: () => void } => {
    const [there, here] = [new EventEmitter(), new EventEmitter()];
    const carry = (to: EventEmitter) => (message: object) => {
      const text = JSON.stringify(message);
      setImmediate(() => to.emit('message', JSON.parse(text)));
    };
    const on = (at: EventEmitter) => (take: (message: unknown) => void) => void at.on('message', take);
    giveTurns({ send: carry(there), on: on(here), ended: (then) => void here.once('ended', then) }, behind);
    const own = turnsThere({ send: carry(here), on: on(there), ended: () => undefined });
    return { ...own, end: () => here.emit('ended') };
  };
  return { processes, first: listener(), second: listener() };
}

const stays = (): AbortSignal => new AbortController().signal;
/** Work that ends when it is told to. */
function held() {
  let end = (): void => undefined;
  const until = new Promise<void>((resolve) => (end = resolve));
  return { work: () => until, end: () => end() };
}

describe('those that listen', () => {
  test('share one queue: what one has begun, the other waits for', async () => {
    const { first, second, processes } = open();
    const [a, b] = [held(), held()];
    const begun = [first.file(stays(), a.work), first.file(stays(), b.work)];
    await wait(20);
    expect(processes.map(({ busy }) => busy)).toEqual([1, 1]);
    let answered = '';
    const third = second.file(stays(), async ({ socket }) => (answered = socket));
    await wait(20);
    expect(answered).toBe('');
    b.end();
    await third;
    expect(answered).toBe('two');
    a.end();
    await Promise.all(begun);
    await wait(20);
    expect(processes.map(({ busy }) => busy)).toEqual([0, 0]);
  });

  test('are told when too many wait, over all of them', async () => {
    const { first, second } = open();
    const [work, leave] = [held(), new AbortController()];
    const asked = Array.from({ length: 66 }, (_, i) =>
      (i % 2 === 0 ? first : second).file(leave.signal, work.work).catch((error: unknown) => error),
    );
    await wait(20);
    await expect(second.file(stays(), work.work)).rejects.toThrow(Busy);
    leave.abort();
    work.end();
    const ends = await Promise.all(asked);
    expect(ends.filter((end) => end instanceof Left)).toHaveLength(64);
  });

  test('give up the place of whoever leaves', async () => {
    const { first, second } = open();
    const [a, leave] = [held(), new AbortController()];
    const begun = [first.file(stays(), a.work), first.file(stays(), a.work)];
    await wait(20);
    const waiting = second.file(leave.signal, async () => 'never');
    leave.abort();
    await expect(waiting).rejects.toThrow(Left);
    a.end();
    await Promise.all(begun);
    expect(await second.file(stays(), async () => 'next')).toBe('next');
  });

  test('hold nothing any more once they have ended', async () => {
    const { first, second, processes } = open();
    void first.file(stays(), held().work);
    void first.file(stays(), held().work);
    const alone = await first.alone('/trials');
    expect(alone.waited).toBe(false);
    await wait(20);
    first.end();
    expect(await second.file(stays(), async () => 'now')).toBe('now');
    (await second.alone('/trials')).release();
    await wait(20);
    expect(processes.map(({ busy }) => busy)).toEqual([0, 0]);
  });

  test('make one answer one after the other, and another at the same time', async () => {
    const { first, second } = open();
    const one = await first.alone('/trials');
    let waited: boolean | undefined;
    const other = second.alone('/trials').then((alone) => {
      ({ waited } = alone);
      alone.release();
    });
    expect((await second.alone('/risk')).waited).toBe(false);
    expect(waited).toBeUndefined();
    one.release();
    await other;
    expect(waited).toBe(true);
    await wait(20);
    expect((await first.alone('/trials')).waited).toBe(false);
  });

  test('have a process ended that does not answer', async () => {
    const { first, processes } = open();
    await first.atOnce(stays(), async ({ restart }) => restart());
    await wait(20);
    expect(processes[0]?.restarts).toBe(1);
  });
});
