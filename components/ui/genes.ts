/** Gene symbols in the registry's texts. MLL and AF4 are the former names of KMT2A and AFF1. */
const GENES = [
  ...[
    'KMT2A|AFF1|AFF3|AFF4|MLLT10|MLLT11|MLLT1|MLLT3|MLLT6|AFDN|EPS15|USP2|TNRC18|CTCL|PRPF19|BTBD18|DCP1A|ACNT2|CLTA',
  ],
  ...['NUTM1|PAX5|CDKN2A(?:/B)?|ETV6|RUNX1|TCF3|PBX1|BRD9|SSBP2|JAK2|DDX3X|EBF1|IRX2|TACC2|NPM1|NUP98|MLL|AF4|ABL1'],
  ...['HOXA\\d+|MEIS1|TGFB1|MCL1|CHEK1|ATM|BRCA1'],
].join('|');

/**
 * What is a gene and what only looks like one: MLL-10, MLL96 and MLL-Baby are trials, MLL-N is a protein; BCR alone is the
 * B-cell receptor, BCR::ABL1 the fusion gene; FLT3 is the drug target, a protein, unless its mutation or expression is meant
 * or it stands in a list of genes; HOXA3, A5, A7 is a list of genes of one name.
 */
const SYMBOL = new RegExp(
  `(?<![\\p{L}\\d-])(?:(?:${GENES})(?![\\p{L}\\d]|-\\d|-Baby|-[NC](?!\\p{L}))|BCR(?=::|-ABL1)|FLT3(?= mutation| expression|-ITD|-mut)|(?<=(?:мутаци|экспресси)\\p{L}+ |MEIS1, |SSBP2, )FLT3|(?<=MCL1 (?:and|и) )BCL2)|(?<=MLL-)AF4|(?<=BCR-)ABL1|(?<=HOXA3, )A5|(?<=A5, )A7|(?<=A7, )A9|(?<=A9 (?:and|и) )A10`,
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
