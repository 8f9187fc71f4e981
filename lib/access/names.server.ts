import type { Transaction } from '../db.server';

/** The names of people that the viewer of this transaction may know, by their ids; those of others are missing. */
export async function findNames(tx: Transaction, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await tx.$queryRaw<
    { id: string; display_name: string }[]
  >`SELECT id, display_name FROM names_of(${wanted}::uuid[])`;
  return new Map(rows.map(({ id, display_name: name }) => [id, name]));
}
