import { STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ProblemStatus } from '@/lib/api/problem';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import { OWN_HEADERS } from '../front-door';

/** What Node says of first lines that are too long or too slow; whatever else it says is no HTTP. */
const STATUSES: Readonly<Record<string, ProblemStatus>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/**
 * Answers what never becomes a request, with the headers of every answer and in both languages, since no address says which.
 * An expectation that nobody here can meet is left aside, as HTTP allows.
 */
export function answerUnreadable(server: Server, texts: Readonly<Record<Locale, MessageLookup>>): void {
  const body = LOCALES.map((locale) => `${texts[locale]('errors.request.unreadable')}\n`).join('');
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket: Duplex) => {
    if (code === 'ECONNRESET' || !socket.writable || isBeingAnswered(socket)) return void socket.destroy();
    const status = STATUSES[code] ?? 400;
    const headers = {
      ...OWN_HEADERS,
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': String(Buffer.byteLength(body)),
      'Cache-Control': 'no-store',
      Connection: 'close',
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
  });
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}

/** Whether an answer to an earlier request has begun on this connection, which Node keeps there under this name. */
function isBeingAnswered(socket: Duplex): boolean {
  const answer: unknown = Reflect.get(socket, '_httpMessage');
  return typeof answer === 'object' && answer !== null && Reflect.get(answer, 'headersSent') === true;
}
