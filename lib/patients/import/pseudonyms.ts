import { inLatin } from '../../tables/look-alike';
import { MOST_DOUBLES, type Doubled } from '../rules/doubled-patients';

/** What is left of a pseudonym without case, signs between, zeros in front of a number, and the alphabet of a letter. */
function bare(pseudonym: string): string {
  return inLatin(pseudonym.normalize('NFKC'))
    .replace(/(?<!\d)0+(?=\d)/gu, '')
    .replace(/(?<=\d)[^\p{L}\p{N}]+(?=\d)/gu, '-')
    .replace(/(?<!\d)[^\p{L}\p{N}]+|[^\p{L}\p{N}]+(?!\d)/gu, '');
}

/**
 * Pseudonyms that are not the same but may be meant to be: `A-1` and `a1`, `007` and the 7 that a spreadsheet makes of it, a
 * Cyrillic А for a Latin one. Gives for each such pseudonym the others, the first of them by name.
 */
export function alikePseudonyms(pseudonyms: readonly string[]): ReadonlyMap<string, Doubled> {
  const groups = new Map<string, string[]>();
  for (const pseudonym of new Set(pseudonyms)) {
    const key = bare(pseudonym);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [pseudonym]);
    else group.push(pseudonym);
  }
  const alike = [...groups.values()].filter((group) => group.length > 1);
  return new Map(
    alike.flatMap((group) => {
      const named = group.slice(0, MOST_DOUBLES + 1);
      return group.map((one) => {
        const others = named.filter((other) => other !== one).slice(0, MOST_DOUBLES);
        return [one, { others, count: group.length - 1 }] as const;
      });
    }),
  );
}
