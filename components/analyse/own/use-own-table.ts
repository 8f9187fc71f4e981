import { useCallback, useEffect, useRef, useState } from 'react';
import type { OwnChoice } from '@/lib/analysis/choice';
import { ownSession, type OwnAnswer, type OwnMessage, type OwnRequest } from '@/lib/analysis/request';
import type { TableRefusal, TableSource } from '@/lib/tables/open';
import type { FormatChoice } from '@/lib/tables/read-text';
import type { TableView } from '@/lib/tables/table';

export type OwnProgress = Readonly<{ done: number; of: number }>;

type Opened = Readonly<{
  view: TableView | null;
  refusal: TableRefusal | null;
  progress: OwnProgress | null;
}>;
type Asked = Readonly<{ choice: OwnChoice; times: readonly number[] | null }>;
type Answered = Readonly<{ asked: Asked; answer: OwnAnswer }>;
type Conversation = Readonly<{ ask: (request: OwnRequest) => void; end: () => void }>;

const NOTHING: Opened = { view: null, refusal: null, progress: null };

/**
 * The table of the reader, kept in a worker from opening to the last question, so that the page never waits for it. Where
 * the browser allows no worker the page does the same itself.
 */
export function useOwnTable(): {
  opened: Opened;
  answered: Answered | null;
  pending: boolean;
  open: (source: TableSource, format: FormatChoice) => void;
  ask: (asked: Asked) => void;
  close: () => void;
} {
  const [opened, setOpened] = useState(NOTHING);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [waiting, setWaiting] = useState<Asked | null>(null);
  const conversation = useRef<Conversation | null>(null);
  const queue = useRef<{ current: Asked | null; next: Asked | null }>({ current: null, next: null });
  const close = useCallback(() => {
    conversation.current?.end();
    conversation.current = null;
    queue.current = { current: null, next: null };
    setOpened(NOTHING);
    setAnswered(null);
    setWaiting(null);
  }, []);
  const send = useCallback((asked: Asked) => {
    queue.current = { current: asked, next: null };
    conversation.current?.ask({ kind: 'analyse', ...asked });
  }, []);
  const hear = useCallback(
    (message: OwnMessage) => {
      if (message.kind === 'progress') setOpened((before) => ({ ...before, progress: message }));
      if (message.kind === 'opened') setOpened({ view: message.view, refusal: null, progress: null });
      if (message.kind === 'refused') setOpened({ view: null, refusal: message.refusal, progress: null });
      if (message.kind !== 'answer') return;
      const { current, next } = queue.current;
      if (current !== null) setAnswered({ asked: current, answer: message.answer });
      if (next !== null) send(next);
      else queue.current = { current: null, next: null };
    },
    [send],
  );
  const open = useCallback(
    (source: TableSource, format: FormatChoice) => {
      conversation.current?.end();
      queue.current = { current: null, next: null };
      setOpened((before) => ({ ...before, refusal: null, progress: { done: 0, of: 0 } }));
      setAnswered(null);
      const request: OwnRequest = { kind: 'open', source, format };
      conversation.current = converse(request, hear);
    },
    [hear],
  );
  // While one question is under way only the latest of the others waits.
  const ask = useCallback(
    (asked: Asked) => {
      setWaiting(asked);
      if (queue.current.current === null) send(asked);
      else queue.current.next = asked;
    },
    [send],
  );
  useEffect(() => () => conversation.current?.end(), []);
  return { opened, answered, pending: waiting !== null && answered?.asked !== waiting, open, ask, close };
}

/** Begins with a request; a worker that cannot be started is replaced by the page. */
function converse(first: OwnRequest, hear: (message: OwnMessage) => void): Conversation {
  let ended = false;
  const listen = (message: OwnMessage): void => {
    if (!ended) hear(message);
  };
  const worker = startWorker();
  let session: ((request: OwnRequest) => Promise<void>) | null = null;
  const here = (request: OwnRequest): void => {
    session ??= ownSession(listen);
    void session(request);
  };
  if (worker === null) here(first);
  else {
    worker.onmessage = ({ data }: MessageEvent<OwnMessage>) => listen(data);
    worker.onerror = (event) => {
      event.preventDefault();
      if (session === null && !ended) here(first);
    };
    worker.postMessage(first);
  }
  return {
    ask: (request) => (session === null && worker !== null ? worker.postMessage(request) : here(request)),
    end: () => {
      ended = true;
      worker?.terminate();
    },
  };
}

function startWorker(): Worker | null {
  try {
    return new Worker(new URL('../analysis-worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return null;
  }
}
