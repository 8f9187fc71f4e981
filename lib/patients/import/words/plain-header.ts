/** A name of a column for comparison: small letters, words apart by one space. */
export function plainHeader(name: string): string {
  return name
    .replaceAll('№', ' номер ')
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}
