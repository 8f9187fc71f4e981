import type { Locale } from '@/lib/i18n/routing';
import type { DocumentCitation } from '../../model/document';
import type { SlideRun } from '../../model/slide';
import { PAPER, type SplitGenes } from '../../drawing/svg/text';
import { TYPE } from './measure';

/** On every machine, with Cyrillic: a slide cannot bring a font along. */
export const SLIDE_FONT = 'Arial';
export const SLIDE_LANGUAGE: Readonly<Record<Locale, string>> = { en: 'en-GB', ru: 'ru-RU' };

/** A text with its gene symbols in italics. */
export function geneRuns(text: string, split: SplitGenes): SlideRun[] {
  return split(text).map((part) => (part.gene ? { text: part.text, italic: true } : { text: part.text }));
}

/** A range, or two names for one method, that does not part at its dash, after which programs end a line. */
export function withWholeRanges(text: string): string {
  return text.replace(/(?<=\d)–(?=\d)|(?<=\p{L})–(?=\p{L})/gu, '\u2060–\u2060');
}

/** Programs end a line after a hyphen too, and a study's name would part there. */
const NAME_HYPHEN = /(?<=[\p{L}\p{N}])-(?=[\p{L}\p{N}])|^-(?=\p{L})/gu;
/** An address or a DOI, which readers copy. */
const COPIED = /[\p{L}\p{N}][./:][\p{L}\p{N}]*[\p{L}]|\d\.\d{4}/u;

/** A text whose words, names and numbers of studies among them, do not part at their hyphens. */
export function withWholeNames(text: string): string {
  return text
    .split(/( |\n)/u)
    .map((word) => (COPIED.test(word) ? word : word.replace(NAME_HYPHEN, '\u2011')))
    .join('');
}

/** The numbered sources as one paragraph; each number leads to where its source can be read. */
export function citationRuns(citations: readonly DocumentCitation[], size: number = TYPE.small): SlideRun[] {
  const plain = { size, colour: PAPER.muted };
  return citations.flatMap(({ number, text, url }, i): SlideRun[] => [
    { ...plain, text: `[${number}]`, bold: true, ...(url === null ? {} : { link: url }) },
    { ...plain, text: `\u00a0${text}${i + 1 < citations.length ? '   ' : ''}` },
  ]);
}

/** The citations as one line of text, to measure it. */
export function citationText(citations: readonly DocumentCitation[]): string {
  return citations.map(({ number, text }) => `[${number}]\u00a0${text}`).join('   ');
}
