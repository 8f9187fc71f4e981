import { splitGenes } from '../genes';
import { wholePieces } from '../whole-pieces';

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as it stands in HTML, between elements or in an attribute in double quotes. */
export function htmlText(text: string): string {
  return text.replaceAll(/[&<>"]/gu, (sign) => SIGNS[sign] ?? sign);
}

/** The same with gene symbols in italics and pieces that stay whole, as `GeneText` has them. */
export function geneHtml(text: string): string {
  return splitGenes(text)
    .map((part) => (part.gene ? `<i>${htmlText(part.text)}</i>` : wholeHtml(part.text)))
    .join('');
}

function wholeHtml(text: string): string {
  return wholePieces(text)
    .map((piece) => (piece.whole ? `<span class="whole">${htmlText(piece.text)}</span>` : htmlText(piece.text)))
    .join('');
}
