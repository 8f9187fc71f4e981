import { writtenParts, type WrittenPart } from '../whole-pieces';

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as it stands in HTML, between elements or in an attribute in double quotes. */
export function htmlText(text: string): string {
  return text.replaceAll(/[&<>"]/gu, (sign) => SIGNS[sign] ?? sign);
}

/** The same with gene symbols in italics and pieces that stay whole, as `GeneText` has them. */
export function geneHtml(text: string): string {
  const parts = writtenParts(text);
  const html = parts.map(partHtml).join('');
  return parts.length > 1 ? `<span class="written">${html}</span>` : html;
}

function partHtml(part: WrittenPart): string {
  if (part.gene === null) return part.piece.whole ? whole(htmlText(part.piece.text)) : htmlText(part.piece.text);
  const gene = `<i>${htmlText(part.gene)}</i>`;
  return part.state === '' ? gene : whole(`${gene}${htmlText(part.state)}`);
}

function whole(html: string): string {
  return `<span class="whole">${html}</span>`;
}
