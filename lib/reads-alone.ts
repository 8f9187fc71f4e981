const kept = globalThis as typeof globalThis & { registryReadsAlone?: number };

/**
 * How often this process has read evidence from the replica while the primary was away. It may lack what was published last, so
 * an answer within which this number has changed is shown and not kept.
 */
export function readsAlone(): number {
  return kept.registryReadsAlone ?? 0;
}

export function countReadAlone(): void {
  kept.registryReadsAlone = readsAlone() + 1;
}
