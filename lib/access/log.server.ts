/**
 * Writes an unexpected error to the log, as one line of JSON: where it happened, its kind and the frames of its stack. Its message stays out,
 * because a database error's message can quote the data.
 */
export function logUnexpected(where: string, error: unknown): void {
  const code = typeof error === 'object' && error !== null && 'code' in error ? ` ${String(error.code)}` : '';
  const name = error instanceof Error ? error.name : 'a thrown value';
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  const line = {
    level: 'error',
    time: new Date().toISOString(),
    message: `${where} failed: ${name}${code}`,
    stack: frames.map((frame) => frame.trim()),
  };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
