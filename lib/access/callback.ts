/** Whether the sign-in library can read this as an address to go on to: a path, or a whole http address. */
export function isCallback(text: string): boolean {
  if (/\p{Cc}/u.test(text)) return false;
  if (text.startsWith('/')) return URL.canParse(text, 'http://here.invalid');
  return URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol);
}

/**
 * Where to go after signing in: an address of this program, or `fallback`. A link from elsewhere could carry another
 * program's address, and would lead a person who has just signed in away.
 */
export function safeCallback(wanted: string | undefined, fallback: string): string {
  if (wanted === undefined || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(wanted)) return fallback;
  const here = 'http://here.invalid';
  const url = URL.canParse(wanted, here) ? new URL(wanted, here) : null;
  // Resolving dots can leave two slashes in front, which a browser reads as another host.
  if (url === null || url.origin !== here || url.pathname.startsWith('//')) return fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}
