import { isOpen } from '@/lib/patients/import/questions';
import { signKey } from '@/lib/patients/import/words/signs';
import { signsOf } from './found-signs';
import type { Opened } from './opened';

/** What a person still has to say before a file can be read: the columns that leave something open, and the signs that nobody knows. */
export function unsaidOf({ sheets, signs }: Pick<Opened, 'sheets' | 'signs'>): string[] {
  const columns = sheets.flatMap(({ used, read, columns: choices }) =>
    read.columns.flatMap(({ name, facts }, at) => {
      const choice = choices[at];
      return used && choice !== undefined && isOpen(facts, choice) ? [name] : [];
    }),
  );
  const said = new Set(signs.map(({ sign, of }) => signKey(sign, of)));
  const open = signsOf(sheets).filter(({ sign, of, usual }) => usual === null && !said.has(signKey(sign, of)));
  return [...columns, ...open.map(({ sign, columns: where }) => `${sign} (${where.join(', ')})`)];
}
