import { run } from './start';

/** `npm run dev`: as `npm start`, with the development server in place of a build. */
export async function main(): Promise<number> {
  return run('dev');
}
