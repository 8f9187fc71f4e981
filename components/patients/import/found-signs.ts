import { signKey, signsFor, type AskedSign } from '@/lib/patients/import/words/signs';
import type { OpenSheet } from './opened';

/** `measured`: it stands among numbers. */
export type Found = AskedSign & { count: number; columns: string[]; usual: string | null; measured: boolean };

/** Each sign once, with the columns that are read and have it; those that have to be said first. */
export function signsOf(sheets: readonly OpenSheet[]): Found[] {
  const found = new Map<string, Found>();
  for (const { used, read, columns } of sheets)
    for (const [at, { name, facts }] of used ? read.columns.entries() : [])
      for (const { sign, count, usual, of } of signsFor(facts.signs, columns[at]?.target ?? null)) {
        const measured = columns[at]?.target?.endsWith('.valuePercent') === true;
        const own = found.get(signKey(sign, of)) ?? { sign, count: 0, columns: [], usual, of, measured };
        own.count += count;
        if (usual === null) own.usual = null;
        own.measured &&= measured;
        own.columns.push(name);
        found.set(signKey(sign, of), own);
      }
  return [...found.values()].sort((a, b) => Number(a.usual !== null) - Number(b.usual !== null));
}
