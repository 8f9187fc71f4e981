import type { BundleFile } from './bundle';

/**
 * The script of a bundle with its tables inside, to read, copy and run without other files. Tables are codes and numbers, so
 * that a string of JSON is one of R, too.
 */
export function scriptWithData(files: readonly BundleFile[]): string {
  const script = files.find(({ name }) => name === 'analysis.R')?.text ?? '';
  const [, ...body] = script.split('\n');
  const held = body.join('\n').replaceAll(/read\.csv\("([\w.-]+)"/gu, (call, name: string) => {
    const table = files.find((file) => file.name === name)?.text;
    return table === undefined ? call : `read.csv(text = ${JSON.stringify(table)}`;
  });
  return `# Holds its data: the tables of the bundle.\n${held}`;
}
