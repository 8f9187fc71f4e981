/** Gene symbols in the registry's texts. MLL and AF4 are the former names of KMT2A and AFF1. */
const GENES =
  'KMT2A|AFF1|MLLT10|MLLT1|MLLT3|AFDN|EPS15|ABL1|NUTM1|PAX5|CDKN2A(?:/B)?|ETV6|RUNX1|TCF3|PBX1|IRX2|TACC2|NPM1|NUP98|MLL|AF4';

/**
 * What is a gene and what only looks like one: MLL-10, MLL96 and MLL-Baby are trials, MLL-N is a protein; BCR alone is the
 * B-cell receptor, BCR::ABL1 the fusion gene; FLT3 is the drug target, a protein, unless its mutation is meant.
 */
const SYMBOL = new RegExp(
  `(?<![\\p{L}\\d-])(?:(?:${GENES})(?![\\p{L}\\d]|-\\d|-Baby|-[NC](?!\\p{L}))|BCR(?=::)|FLT3(?= mutation|-ITD|-mut)|(?<=мутаци\\p{L}+ )FLT3)|(?<=MLL-)AF4`,
  'gu',
);

export type GenePart = { text: string; gene: boolean };

/** Cuts a text into gene symbols and everything else. */
export function splitGenes(text: string): GenePart[] {
  const parts: GenePart[] = [];
  let end = 0;
  for (const { index, 0: symbol } of text.matchAll(SYMBOL)) {
    if (index > end) parts.push({ text: text.slice(end, index), gene: false });
    parts.push({ text: symbol, gene: true });
    end = index + symbol.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), gene: false });
  return parts;
}
