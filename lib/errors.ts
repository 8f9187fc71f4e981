/**
 * An expected failure. `code` is a key of the messages under `errors`, so a page can say it in the reader's language;
 * everything else that is thrown becomes one sentence, and its details go to the log.
 */
export type ErrorCode = 'not-found' | 'forbidden' | 'sign-in-required' | 'conflict' | 'invalid' | 'locked';

export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string = code,
  ) {
    super(message);
    this.name = 'AppError';
  }
}

/** The error's code, or null for anything unexpected. */
export function expectedCode(error: unknown): ErrorCode | null {
  return error instanceof AppError ? error.code : null;
}
