import type JSZip from 'jszip';

/** A relationship of a part; `target`: the part that it leads to, or an address outside the package. */
export type Relation = Readonly<{ id: string; type: string; target: string; external: boolean }>;

export function attribute(tag: string, name: string): string | null {
  return new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? null;
}

export function partAt(zip: JSZip, part: string): JSZip.JSZipObject | null {
  return zip.file(part);
}

/** The text of a part; a part that is not there has none. */
export async function textOf(zip: JSZip, part: string): Promise<string> {
  return (await zip.file(part)?.async('string')) ?? '';
}

/** Where the relationships of a part stand. */
export function relationsPart(part: string): string {
  const at = part.lastIndexOf('/');
  return `${part.slice(0, at + 1)}_rels/${part.slice(at + 1)}.rels`;
}

/** The relationships of a part, with whole names of parts. */
export async function relationsOf(zip: JSZip, part: string): Promise<Relation[]> {
  const xml = await textOf(zip, relationsPart(part));
  return [...xml.matchAll(/<Relationship\b[^>]*>/gu)].map(([tag]) => {
    const target = attribute(tag, 'Target') ?? '';
    const external = attribute(tag, 'TargetMode') === 'External';
    return {
      id: attribute(tag, 'Id') ?? '',
      type: attribute(tag, 'Type') ?? '',
      target: external ? target : resolved(part, target),
      external,
    };
  });
}

/** A target as a part names it, as the name of a part. */
function resolved(part: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const folders = part.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') folders.pop();
    else if (step !== '.') folders.push(step);
  }
  return folders.join('/');
}

/** Every part that can be reached from the package itself. */
export async function reachableParts(zip: JSZip): Promise<ReadonlySet<string>> {
  const reached = new Set<string>();
  const waiting = [''];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    for (const { target, external } of await relationsOf(zip, part)) {
      if (external || reached.has(target)) continue;
      reached.add(target);
      waiting.push(target);
    }
  }
  return reached;
}
