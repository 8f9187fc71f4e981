import { describe, expect, test } from 'vitest';
import { splitGenes } from './genes';

const genes = (text: string) =>
  splitGenes(text)
    .filter((part) => part.gene)
    .map((part) => part.text);

describe('splitGenes', () => {
  test.each([
    ['KMT2A-rearranged, high risk', ['KMT2A']],
    ['KMT2A::AFF1 (MLL-AF4)', ['KMT2A', 'AFF1', 'MLL', 'AF4']],
    ['BCR::ABL1-положительный', ['BCR', 'ABL1']],
    ['MLL/11q23, MLL+ and MLL−', ['MLL', 'MLL', 'MLL']],
    ['other partners: MLLT1, MLLT10', ['MLLT1', 'MLLT10']],
    ['с мутацией FLT3', ['FLT3']],
    ['NUTM1 rearrangement', ['NUTM1']],
    ['no known BCR-ABL1', ['BCR', 'ABL1']],
    ['low FLT3 expression', ['FLT3']],
    ['низкая экспрессия FLT3', ['FLT3']],
    ['TCF3, PBX1, BRD9, SSBP2, FLT3, JAK2 и DDX3X', ['TCF3', 'PBX1', 'BRD9', 'SSBP2', 'FLT3', 'JAK2', 'DDX3X']],
    ['rises of HOXA3, A5, A7, A9 and A10, MEIS1, FLT3', ['HOXA3', 'A5', 'A7', 'A9', 'A10', 'MEIS1', 'FLT3']],
    ['USP2, MLLT11, AFF3, CTCL (as printed), AFF4', ['USP2', 'MLLT11', 'AFF3', 'CTCL', 'AFF4']],
    ['MCL1 and BCL2, and falls of CHEK1, ATM and BRCA1', ['MCL1', 'BCL2', 'CHEK1', 'ATM', 'BRCA1']],
  ])('finds the gene symbols of %s', (text, expected) => expect(genes(text)).toEqual(expected));

  test.each([
    'MLL-10',
    'MLL96',
    'MLL96/98',
    'MLL-Baby',
    'MLL-N and MLL-C',
    'FLT3 inhibitor',
    'FLT3 в плазме подавлена',
    'shared BCR rearrangements',
    'BCL2 inhibitor venetoclax',
    'A7 of the table',
    'CD19',
    'TASP1',
  ])('leaves %s upright', (text) => expect(genes(text)).toEqual([]));

  test('loses no character', () => {
    const text = 'Infants with MLL-rearranged (KMT2A::MLLT3) leukaemia on MLL-10';
    expect(
      splitGenes(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
