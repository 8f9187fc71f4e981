import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { COLOUR_SCHEME_SCRIPT } from '@/lib/colour-scheme-script';
import { sha256 } from './kept';

/** The scripts that a page may have, by what is known before any page is rendered: how a policy names each. */
export type KnownScripts = Readonly<{
  /** files of the build, by their address */
  files: ReadonlyMap<string, string>;
  /** what stands in a page itself, by its text */
  inline: ReadonlyMap<string, string>;
}>;

/**
 * Gives the data that stand before it to Next.js, which else come as scripts of their own, another for every page. Only the
 * element right before it counts, wherever in a text another one stands.
 */
export const FEED =
  '(function(f,d){for(var i=0;i<d.length;i++)f.push(d[i])})(self.__next_f=self.__next_f||[],JSON.parse(document.currentScript.previousElementSibling.textContent))';

const Manifest = z.object({ pagesChunkGroupBootstrapParams: z.record(z.string(), z.unknown()).default({}) });

/** The scripts of a build: its files, what starts them, and the few lines of the program's own. */
export async function knownScripts(buildFolder: string): Promise<KnownScripts> {
  const folder = path.join(buildFolder, 'static');
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
      .map(async ({ parentPath, name }) => {
        const file = path.join(parentPath, name);
        const address = `/_next/static/${path.relative(folder, file).replaceAll(path.sep, '/')}`;
        return [address, named(await readFile(file))] as const;
      }),
  );
  const manifest = Manifest.parse(JSON.parse(await readFile(path.join(buildFolder, 'build-manifest.json'), 'utf8')));
  const starts = Object.values(manifest.pagesChunkGroupBootstrapParams).map(
    (parameters) => `(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push(${JSON.stringify(parameters)});`,
  );
  return {
    files: new Map(files),
    inline: new Map([FEED, COLOUR_SCHEME_SCRIPT, ...starts].map((text) => [text, named(text)])),
  };
}

function named(script: string | Buffer): string {
  return `sha256-${sha256(script, 'base64')}`;
}
