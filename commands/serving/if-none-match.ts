import type { IncomingMessage } from 'node:http';

/**
 * Whether who asks has this version already, by the comparison of RFC 9110 (8.8.3.2, 13.1.2): `W/"a"` and `"a"` are one, and
 * `*` is any version.
 */
export function hasVersion({ headers }: Pick<IncomingMessage, 'headers'>, etag: string): boolean {
  const asked = headers['if-none-match'];
  if (asked === undefined) return false;
  const opaque = (tag: string): string => tag.trim().replace(/^W\//u, '');
  return asked.trim() === '*' || asked.split(',').some((tag) => opaque(tag) === opaque(etag));
}
