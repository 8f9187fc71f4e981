/** The items with the same key together, in the order of their first; keys as `groupKey` makes them. */
export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** One text for several parts, the same only where each part is the same; absent counts as null. */
export function groupKey(...parts: readonly (string | number | null | undefined)[]): string {
  return JSON.stringify(parts.map((part) => part ?? null));
}
