import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/** A log is followed by another of the same length, and no more is kept. */
const MOST_BYTES = 10 * 1024 * 1024;

/**
 * Appends to a log of at most twice `mostBytes` together with the one before it (`.1`). What is to be written is little and
 * matters most when the process is about to end, so it is written at once. A disk that takes nothing more stops nothing.
 */
export function logFile(file: string, mostBytes = MOST_BYTES): (text: string) => void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  let size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return (text) => {
    try {
      if (size > mostBytes) {
        renameSync(file, `${file}.1`);
        size = 0;
      }
      appendFileSync(file, text, { mode: 0o600 });
      size += Buffer.byteLength(text);
    } catch {
      // The log is for whoever looks later; what is served now matters more.
    }
  };
}
