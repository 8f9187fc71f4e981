import { isIP, isIPv6 } from 'node:net';
import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../setup/environment';

/**
 * The address that attempts to sign in are counted under; null: unknown. `proxies` is how many proxies in front of the
 * program add to X-Forwarded-For: the entry of the outermost of them counts, whatever a client wrote before it. Without one
 * the connection's own address counts, unless PUBLIC_URL says that there is a proxy nevertheless (https is never ours): all
 * its readers would share one address. Of an IPv6 address the network (/64) counts, which belongs to one customer.
 */
export function clientAddress(
  request: IncomingMessage,
  proxies: number,
  { protocol, hostname }: Pick<URL, 'protocol' | 'hostname'>,
): string | null {
  if (proxies > 0) {
    const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    return normalised(forwarded.at(-proxies)?.trim() ?? '');
  }
  const own = normalised(request.socket.remoteAddress ?? '');
  if (protocol === 'https:') return null;
  const fromHere = own !== null && isLoopback(request.socket.remoteAddress ?? '');
  return fromHere && !isLoopback(hostname) ? null : own;
}

function normalised(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/iu, '').replace(/%.*$/u, '');
  if (isIP(plain) === 0) return null;
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const whole =
    tail === undefined ? before : [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  return `${whole
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
