// Without zod, so that controls in the browser can write links without fetching what reads them.

/** One parameter to be written: a text, a list whose order says nothing, or null to leave it out. */
export type WrittenPart = readonly [name: string, value: string | readonly string[] | null];

/** The query of these parts in their order: the values of a list sorted and each once, commas and colons readable. */
export function writeQuery(parts: readonly WrittenPart[]): string {
  return parts
    .flatMap(([name, value]) => {
      if (value === null) return [];
      return typeof value === 'string' ? [[name, value] as const] : inOrder(value).map((one) => [name, one] as const);
    })
    .map(([name, value]) => `${encodeURIComponent(name)}=${encoded(value)}`)
    .join('&');
}

/** The same behind the path of a page. */
export function writeAddress(path: string, parts: readonly WrittenPart[]): string {
  return withQuery(path, writeQuery(parts));
}

/** A path with a query, if there is any. */
export function withQuery(path: string, query: string): string {
  return query === '' ? path : `${path}?${query}`;
}

/** A list whose order says nothing, in the one order in which it is read and written. */
export function inOrder(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function encoded(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\uFFFD'))
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/');
}
