import { splitGenes } from '../genes';

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as it stands in HTML, between elements or in an attribute in double quotes. */
export function htmlText(text: string): string {
  return text.replaceAll(/[&<>"]/gu, (sign) => SIGNS[sign] ?? sign);
}

/** The same with gene symbols in italics, as `GeneText` has them. */
export function geneHtml(text: string): string {
  return splitGenes(text)
    .map((part) => (part.gene ? `<i>${htmlText(part.text)}</i>` : htmlText(part.text)))
    .join('');
}
