import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from '@/lib/env.server';
import { hasVersion } from '../if-none-match';
import { accepts } from '../accepted-encoding';
import { ask, forward } from '../forward';
import type { Kept, KeptStore } from '../kept';
import { answerKey, endOfDay, keptAnswer, keptAnswerUrl } from '../kept-answers';
import { keepPages, type Render } from '../kept-pages';
import type { KnownScripts } from '../known-scripts';
import { forThisReader, TooMany } from '../limits';
import type { Answering } from '../processes';
import { Busy, Left } from '../work-queue';
import type { readyAnswers } from './ready';
import type { Behind } from './turns';

type Sources = Readonly<{ behind: Behind; store: KeptStore; ready: ReturnType<typeof readyAnswers> }>;

/**
 * Pages of the store, made in turn: whoever leaves before it gives up the turn. The function gives null where there is none,
 * which the processes then say in their own way.
 */
export function keptPages({
  behind,
  store,
  ready,
  host,
  scripts,
}: Sources & Readonly<{ host: string; scripts: KnownScripts }>) {
  const render: Render = (url, headers, left) =>
    behind.page(left(), (to) => ask(to, { method: 'GET', url, headers: { ...headers, host } }));
  const pageAt = keepPages({ render, publicUrl: env().PUBLIC_URL, store, scripts });
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    count: () => Promise<void>,
  ): Promise<Kept | null> => {
    const left = leaving(response);
    const { address, page } = pageAt(request.url ?? '/', left, count);
    const kept = await forThisReader(page, isOfAnother(request, left)).catch((error: unknown) => {
      if (isRefusal(error)) throw error;
      return null;
    });
    if (kept !== null) ready.note(request, address);
    return kept;
  };
}

/** Answers what takes its time: from what is kept, or in turn by the processes for it. */
export function computedAnswers({ behind, store, ready }: Sources) {
  return async (request: IncomingMessage, response: ServerResponse, count: () => Promise<void>): Promise<void> => {
    const left = leaving(response);
    const url = keptAnswerUrl(request);
    const kept = url === null ? null : await keptFor(url);
    if (kept !== null) return await sendKept(kept, request, response);
    await count();
    await behind.file(left(), (to) => forward(to, request, response, { toItsEnd: true }));

    async function keptFor(address: string): Promise<Kept | null> {
      const headers = { host: request.headers.host ?? '', accept: request.headers.accept ?? '*/*' };
      const make = async (): Promise<Kept | null> => {
        await count();
        return behind.file(left(), async (to: Answering) =>
          keptAnswer(await ask(to, { method: 'GET', url: address, headers })),
        );
      };
      const now = new Date();
      const key = answerKey(address, request.headers, now);
      const found = await forThisReader(() => store(key, make), isOfAnother(request, left)).catch((error: unknown) => {
        // Nobody can say whether what is kept still holds; a replica may have what is asked for.
        if (env().READ_DATABASE_URL === undefined || isRefusal(error)) throw error;
        return null;
      });
      if (found !== null) ready.note(request, key, endOfDay(now));
      return found;
    }
  };
}

export async function sendKept(
  { body, etag, headers }: Kept,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (hasVersion(request, etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const wanted = body.packed === null ? undefined : (['br', 'gzip'] as const).find((one) => accepts(request, one));
  const content = (wanted === undefined ? undefined : await body.packed?.(wanted)) ?? body.identity;
  response.writeHead(200, {
    ...headers,
    'content-length': content.length,
    ...(wanted === undefined ? {} : { 'content-encoding': wanted }),
  });
  response.end(request.method === 'HEAD' ? undefined : content);
}

/** Says when a reader leaves before the answer; what is kept is sent without anybody asking. */
export function leaving(response: ServerResponse): () => AbortSignal {
  let left: AbortController | undefined;
  return () => {
    if (left !== undefined) return left.signal;
    const controller = (left = new AbortController());
    if (response.destroyed) controller.abort();
    response.once('close', () => (response.writableFinished ? undefined : controller.abort()));
    return controller.signal;
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof TooMany || error instanceof Busy || error instanceof Left;
}

/** Whether work that several wait for failed because of another of them. */
function isOfAnother(request: IncomingMessage, left: () => AbortSignal): (error: unknown) => boolean {
  return (error) => (error instanceof TooMany ? error.request !== request : error instanceof Left && !left().aborted);
}
