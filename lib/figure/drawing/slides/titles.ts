/** A phrase as it goes on after a colon: small, unless it begins with a symbol such as a gene's. */
export function afterColon(phrase: string): string {
  return /^\p{Lu}(\p{Ll}|\s)/u.test(phrase) ? phrase.charAt(0).toLowerCase() + phrase.slice(1) : phrase;
}
