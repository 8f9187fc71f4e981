/** The pseudonym that follows in a site's own numbering (`A-009` → `A-010`), or nothing where there is no number at the end. */
export function nextPseudonym(pseudonym: string): string {
  const [, before = '', number] = /^(.*?)(\d{1,9})$/.exec(pseudonym.trim()) ?? [];
  if (number === undefined) return '';
  return `${before}${String(Number(number) + 1).padStart(number.length, '0')}`;
}
