import path from 'node:path';
import { messageOf, StartError } from './start-error';

/**
 * A command that takes one path and nothing else. Exit codes: 0 done, 1 wrong arguments (its usage is printed),
 * 2 refused or not reached, in a sentence with the remedy.
 */
export async function withOnePath(
  [given, ...more]: readonly string[],
  usage: string,
  work: (target: string) => Promise<void>,
): Promise<number> {
  if (given === undefined || more.length > 0 || given.startsWith('-')) {
    console.error(usage);
    return 1;
  }
  try {
    await work(path.resolve(given));
    return 0;
  } catch (error) {
    console.error(messageOf(error));
    if (error instanceof StartError) console.error(error.remedy);
    return 2;
  }
}
