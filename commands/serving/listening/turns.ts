import { z } from 'zod';
import type { Answering } from '../processes';
import { Busy, Left, workQueue, type WorkQueue } from '../work-queue';

type Work<Result> = (to: Answering) => Promise<Result>;
type InTurn = <Result>(left: AbortSignal, work: Work<Result>) => Promise<Result>;
/** Held until it is given back; `waited`: another had it meanwhile. */
type Alone = Readonly<{ waited: boolean; release: () => void }>;

/** The processes that answer, as whoever listens asks them: in turn for a page or a file, at once for what is nobody else's. */
export type Behind = Readonly<{
  /** when all of them are there */
  up: () => Promise<void>;
  page: InTurn;
  file: InTurn;
  atOnce: InTurn;
  /** one at a time for each key, over all that listen */
  alone: (key: string) => Promise<Alone>;
}>;

const KINDS = ['page', 'file', 'atOnce'] as const;
const Asked = z.union([
  z.object({ up: z.number() }),
  z.object({ ask: z.number(), of: z.enum(KINDS) }),
  z.object({ alone: z.number(), key: z.string() }),
  z.object({ done: z.number() }),
  z.object({ leave: z.number() }),
  z.object({ late: z.number() }),
]);
const Told = z.union([
  z.object({ turn: z.number(), socket: z.string() }),
  z.object({ only: z.number(), waited: z.boolean() }),
  z.object({ isUp: z.number() }),
  z.object({ busy: z.number() }),
]);
type Asked = z.infer<typeof Asked>;
type Told = z.infer<typeof Told>;

/** The way between the process that gives turns and one that listens. */
export type Channel<Message> = Readonly<{
  send: (message: Message) => void;
  on: (take: (message: unknown) => void) => void;
  /** when the other has ended */
  ended: (then: () => void) => void;
}>;

/** A page takes some ten milliseconds: so many are made in some seconds. */
const MOST_PAGES_WAITING = 256;

/** Processes of one kind, which may still be starting. */
type Kind = Readonly<{ next: Promise<() => Promise<Answering>>; count: number }>;

/** Turns given in this process, for itself and for those that listen; how many wait for a file and are made. */
export function turnsHere({ pages, files }: Readonly<{ pages: Kind; files: Kind }>): Readonly<{
  behind: Behind;
  fileQueue: Pick<WorkQueue, 'waiting' | 'running'>;
}> {
  const nextOf =
    ({ next }: Kind) =>
    async (): Promise<Answering> =>
      (await next)();
  const file = workQueue(nextOf(files), files.count);
  const page = workQueue(nextOf(pages), pages.count, MOST_PAGES_WAITING);
  const atOnce: InTurn = async (_left, work) => work(await nextOf(pages)());
  const up = async (): Promise<void> => void (await Promise.all([pages.next, files.next]));
  return { behind: { up, page, file, atOnce, alone: oneAtATime() }, fileQueue: file };
}

function oneAtATime(): Behind['alone'] {
  const last = new Map<string, Promise<void>>();
  return async (key) => {
    const before = last.get(key);
    let release = (): void => undefined;
    const mine = new Promise<void>((resolve) => (release = resolve));
    const all = (before ?? Promise.resolve()).then(() => mine);
    last.set(key, all);
    void all.then(() => (last.get(key) === all ? last.delete(key) : undefined));
    await before;
    return { waited: before !== undefined, release };
  };
}

/** Gives turns to a process that listens, each until it says that it is done, or ends. */
export function giveTurns({ send, on, ended }: Channel<Told>, behind: Behind): void {
  type Held = { left: AbortController; done: () => void; late: () => void };
  const held = new Map<number, Held>();
  const hold = (id: number): Readonly<{ of: Held; until: Promise<void> }> => {
    const of: Held = { left: new AbortController(), done: () => undefined, late: () => undefined };
    const until = new Promise<void>((resolve) => (of.done = resolve));
    held.set(id, of);
    return { of, until };
  };
  const ask = async (id: number, kind: (typeof KINDS)[number]): Promise<void> => {
    const { of, until } = hold(id);
    try {
      await behind[kind](of.left.signal, async (to) => {
        of.late = to.restart;
        to.busy += 1;
        send({ turn: id, socket: to.socket });
        await until.finally(() => (to.busy -= 1));
      });
    } catch {
      // Too many wait, or whoever asked has left and listens no more.
      send({ busy: id });
    } finally {
      held.delete(id);
    }
  };
  const askAlone = async (id: number, key: string): Promise<void> => {
    const { until } = hold(id);
    const { waited, release } = await behind.alone(key);
    send({ only: id, waited });
    await until;
    release();
    held.delete(id);
  };
  on((message) => {
    const asked = Asked.safeParse(message).data;
    if (asked === undefined) return;
    if ('up' in asked) void behind.up().then(() => send({ isUp: asked.up }));
    else if ('ask' in asked) void ask(asked.ask, asked.of);
    else if ('alone' in asked) void askAlone(asked.alone, asked.key);
    else if ('done' in asked) held.get(asked.done)?.done();
    else if ('leave' in asked) held.get(asked.leave)?.left.abort();
    else held.get(asked.late)?.late();
  });
  ended(() => {
    for (const { left, done } of held.values()) {
      left.abort();
      done();
    }
  });
}

/** Turns that another process gives. */
export function turnsThere({ send, on }: Channel<Asked>): Behind {
  const waiting = new Map<number, (told: Told) => void>();
  let last = 0;
  const answerTo = (message: (id: number) => Asked): Readonly<{ id: number; told: Promise<Told> }> => {
    const id = (last += 1);
    const told = new Promise<Told>((resolve) => waiting.set(id, resolve));
    send(message(id));
    return { id, told };
  };
  on((message) => {
    const told = Told.safeParse(message).data;
    if (told === undefined) return;
    const id = 'turn' in told ? told.turn : 'only' in told ? told.only : 'isUp' in told ? told.isUp : told.busy;
    waiting.get(id)?.(told);
    waiting.delete(id);
  });
  const inTurn =
    (of: (typeof KINDS)[number]): InTurn =>
    async (left, work) => {
      if (left.aborted) throw new Left();
      const { id, told } = answerTo((ask) => ({ ask, of }));
      let leave = (): void => undefined;
      const gone = new Promise<null>((resolve) => (leave = () => resolve(null)));
      left.addEventListener('abort', leave, { once: true });
      const turn = await Promise.race([told, gone]);
      left.removeEventListener('abort', leave);
      if (turn === null) {
        send({ leave: id });
        // The turn may have been given at the same moment.
        void told.then(() => send({ done: id }));
        throw new Left();
      }
      if (!('turn' in turn)) throw new Busy();
      try {
        return await work({ socket: turn.socket, busy: 0, restart: () => send({ late: id }) });
      } finally {
        send({ done: id });
      }
    };
  return {
    up: async () => void (await answerTo((up) => ({ up })).told),
    ...{ page: inTurn('page'), file: inTurn('file'), atOnce: inTurn('atOnce') },
    alone: async (key) => {
      const { id, told } = answerTo((alone) => ({ alone, key }));
      const only = await told;
      return { waited: 'only' in only && only.waited, release: () => send({ done: id }) };
    },
  };
}
