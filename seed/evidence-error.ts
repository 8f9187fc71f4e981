import type { Problem } from '@/lib/registry/dataset';

/** The data set is not fit to be loaded. `problems` names each file, the place in it and the reason; nothing was written. */
export class EvidenceError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(
      `The evidence has ${problems.length} problem(s); nothing was written.\n${problems.map(formatProblem).join('\n')}`,
    );
    this.name = 'EvidenceError';
  }
}

/** One problem as one line: file, place, reason. */
export function formatProblem({ file, path, reason }: Problem): string {
  return path === '' ? `${file}: ${reason}` : `${file}: ${path}: ${reason}`;
}
