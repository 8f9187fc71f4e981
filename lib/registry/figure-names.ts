import type { Estimate } from './schema';

type Named = Readonly<{ id: Estimate['id']; aliases?: Estimate['aliases'] }>;

/** The figure of this name: the one whose id it is, or whose earlier name. No two have one name; null: none has it. */
export function estimateCalled<Figure extends Named>(name: string | null, all: readonly Figure[]): Figure | null {
  return name === null
    ? null
    : (all.find(({ id, aliases }) => id === name || aliases?.includes(name) === true) ?? null);
}

/** Every name by which these figures are found. */
export function namesOf(all: readonly Named[]): string[] {
  return all.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
}
