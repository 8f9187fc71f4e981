/**
 * Writes an unexpected error to the log: where it happened, its kind and the frames of its stack. Its message stays out,
 * because a database error's message can quote the data.
 */
export function logUnexpected(where: string, error: unknown): void {
  const code = typeof error === 'object' && error !== null && 'code' in error ? ` ${String(error.code)}` : '';
  const name = error instanceof Error ? error.name : 'a thrown value';
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  process.stderr.write(`${[`${where} failed: ${name}${code}`, ...frames].join('\n')}\n`);
}
