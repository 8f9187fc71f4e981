/** Cyrillic letters that look like Latin ones. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  ...{ а: 'a', в: 'b', е: 'e', ё: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x' },
};

/** A text with its Cyrillic letters as the Latin ones that they look like; small letters. */
export function inLatin(text: string): string {
  return text.toLowerCase().replace(/[а-яё]/gu, (letter) => LOOKALIKES[letter] ?? letter);
}
