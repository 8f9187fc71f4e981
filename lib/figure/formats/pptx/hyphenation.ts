import type { Locale } from '@/lib/i18n/routing';
import { lineWidth } from './measure';
import type { FontWeight } from '../../drawing/text-width';

/** The places where a word may be divided, as its parts. */
export type Hyphenation = (word: string) => readonly string[];

const SOFT = '\u00ad';

/** Division of words by the patterns of a language (TeX's, as the library carries them). */
export async function loadHyphenation(locale: Locale): Promise<Hyphenation> {
  const { default: language } = locale === 'ru' ? await import('hyphen/ru') : await import('hyphen/en-gb');
  return (word) => language.hyphenateSync(word).split(SOFT);
}

/**
 * Divides each word that is wider than the line, and no other; a program that shows the slide breaks lines between words
 * itself. A word without a place to divide it is cut where the line ends.
 */
export function withDividedWords(
  text: string,
  width: number,
  { size, weight, hyphenation }: Readonly<{ size: number; weight: FontWeight; hyphenation: Hyphenation }>,
): string {
  const fits = (part: string): boolean => lineWidth(part, size, weight) <= width;
  const line = (words: string): string =>
    words
      .split(' ')
      .map((word) => (fits(word) || isNumber(word) ? word : divided(word, fits, hyphenation)))
      .join(' ');
  return text.split('\n').map(line).join('\n');
}

/** A number, or an interval, is never divided. */
export function isNumber(word: string): boolean {
  return /\d/u.test(word) && !/\p{L}{3}/u.test(word);
}

function divided(word: string, fits: (part: string) => boolean, hyphenation: Hyphenation): string {
  const lines: string[] = [];
  let line = '';
  const end = (part: string): string => (/[-–/]$/u.test(part) ? part : `${part}-`);
  for (const syllable of syllables(word, fits, hyphenation)) {
    if (line !== '' && !fits(end(line + syllable))) {
      lines.push(end(line));
      line = '';
    }
    line += syllable;
  }
  return [...lines, line].join('\n');
}

/** Parts after which a line may end: at hyphens and strokes, else between syllables, else between letters. */
function syllables(word: string, fits: (part: string) => boolean, hyphenation: Hyphenation): string[] {
  const parts = word.split(/(?<=[-–/])/u);
  return parts.flatMap((part) => {
    if (fits(`${part}-`)) return [part];
    return hyphenation(part).flatMap((one) => (fits(`${one}-`) ? [one] : [...one]));
  });
}
