import type { IncomingMessage } from 'node:http';

/** Whether a request takes a body in this encoding; one with `q=0` is refused. */
export function accepts({ headers }: Pick<IncomingMessage, 'headers'>, encoding: 'br' | 'gzip'): boolean {
  const offered = String(headers['accept-encoding'] ?? '')
    .split(',')
    .filter((part) => !/;\s*q=0(\.0*)?\s*$/u.test(part));
  return offered.some((part) => part.split(';')[0]?.trim() === encoding);
}
