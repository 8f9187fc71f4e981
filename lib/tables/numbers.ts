/** The sign before the decimals of a column; the other one then stands between thousands. */
export type DecimalSign = 'point' | 'comma';

/**
 * How the numbers of a column are written. `decimal` is null where its cells allow both readings and they differ a
 * thousandfold: `examples` are such cells, and the reader has to say what they mean.
 */
export type NumberStyle = Readonly<{ decimal: DecimalSign | null; examples: readonly string[] }>;

const DIGITS = String.raw`\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+|\d+`;
const POWER = String.raw`e[-+]?\d+`;
/** Nobody writes groups of thousands before a power of ten: there the sign stands before decimals. */
const WITHOUT_POWER = String.raw`(?!.*e)`;
/** Whole, with groups, decimals and exponent; signs in front. Groups of digits apart by blanks or apostrophes. */
const PATTERNS: Readonly<Record<DecimalSign, RegExp>> = {
  point: numberPattern(',', String.raw`\.`),
  comma: numberPattern(String.raw`\.`, ','),
};

function numberPattern(grouping: string, decimal: string): RegExp {
  const grouped = String.raw`${WITHOUT_POWER}[1-9]\d{0,2}(?:${grouping}\d{3})+`;
  return new RegExp(
    String.raw`^[-−+]?(?:(?:${grouped}|${DIGITS})(?:${decimal}\d*)?|${decimal}\d+)(?:${POWER})?$`,
    'iu',
  );
}

/** `1,020`: one thousand and twenty, or 1.02. */
const AMBIGUOUS = /^[-−+]?[1-9]\d{0,2}([.,])\d{3}$/u;
const GROUPING: Readonly<Record<DecimalSign, RegExp>> = {
  point: /[, \u00a0\u2009\u202f'’]/gu,
  comma: /[. \u00a0\u2009\u202f'’]/gu,
};
/** A sign behind a number, which says nothing of how the number is written. */
const PERCENT = /\s?%$/u;
const MOST_EXAMPLES = 3;
/** From here on whole numbers of a column are likely to go on beyond a thousand. */
const NEAR_A_THOUSAND = 100;

/** A cell as a number under the decimal sign of its column; null when it is none. */
export function readNumber(cell: string, decimal: DecimalSign): number | null {
  if (!PATTERNS[decimal].test(cell)) return null;
  const digits = cell.replace('−', '-').replace(GROUPING[decimal], '');
  const value = Number(decimal === 'comma' ? digits.replace(',', '.') : digits);
  return Number.isFinite(value) ? value : null;
}

/** A percentage without its sign; a cell without one as it stands. */
export function withoutPercent(cell: string): string {
  return cell.replace(PERCENT, '');
}

/** Whether a cell is a number under one of the decimal signs. */
export function looksLikeNumber(cell: string): boolean {
  return PATTERNS.point.test(cell) || PATTERNS.comma.test(cell);
}

/** A cell that is two different numbers under the two signs, in a column that settles neither. */
export function isAmbiguous(cell: string, { decimal }: NumberStyle): boolean {
  return decimal === null && AMBIGUOUS.test(cell);
}

/** A cell of a column in which each cell stands for itself where the column settles no sign; null where it is no number, or two. */
export function readStyled(cell: string, style: NumberStyle): number | null {
  if (style.decimal !== null) return readNumber(cell, style.decimal);
  return isAmbiguous(cell, style) ? null : (readNumber(cell, 'point') ?? readNumber(cell, 'comma'));
}

/**
 * The decimal sign of a column whose numbers cannot reach a thousand: where it allows both readings its sign stands before
 * decimals.
 */
export function signOfSmallNumbers({ decimal, examples }: NumberStyle): DecimalSign {
  return decimal ?? (examples.some((cell) => cell.includes(',')) ? 'comma' : 'point');
}

/** The decimal sign of a column of whole numbers: where it allows both readings its sign stands between thousands. */
export function signOfWholeNumbers({ decimal, examples }: NumberStyle): DecimalSign {
  return decimal ?? (examples.some((cell) => cell.includes(',')) ? 'point' : 'comma');
}

/** What the different cells of a column show. */
type Evidence = {
  /** cells that are numbers under one sign only */
  only: Record<DecimalSign, number>;
  /** the sign stands between thousands for certain, as the comma does in `1,234.5` and `1,234,567` */
  grouping: Record<DecimalSign, boolean>;
  ambiguous: Record<DecimalSign, string[]>;
  /** numbers that are the same under both signs */
  plain: number;
  plainSmall: boolean;
};

/**
 * Recognises how the numbers of a column are written from all of its different cells. A cell like `1,5`, `0,125` or
 * `1.234,5` settles a decimal comma, `1.5`, `1,234.5` or `1,234,567` a decimal point. Cells like `1,020` without any of
 * these are thousands where the others are whole and at least 100, unless only what is `certain` is wanted; everything else is
 * asked.
 */
export function numberStyle(cells: Iterable<string>, certain = false): NumberStyle {
  const { only, grouping, ambiguous, plain, plainSmall } = gather(cells);
  const usual: DecimalSign = only.comma > only.point ? 'comma' : 'point';
  const asked: NumberStyle = {
    decimal: null,
    examples: [...ambiguous.comma, ...ambiguous.point].slice(0, MOST_EXAMPLES),
  };
  if (asked.examples.length === 0) return { decimal: usual, examples: [] };
  if ((only.comma > 0 && only.point > 0) || (ambiguous.comma.length > 0 && ambiguous.point.length > 0)) return asked;
  const sign: DecimalSign = ambiguous.comma.length > 0 ? 'comma' : 'point';
  const other: DecimalSign = sign === 'comma' ? 'point' : 'comma';
  if (only[sign] > 0) return { decimal: sign, examples: [] };
  if (grouping[sign]) return { decimal: other, examples: [] };
  // A comma in a column of large whole numbers stands between thousands; in a column of small ones it may be a slip of the hand.
  return sign === 'comma' && plain > 0 && !plainSmall && !certain ? { decimal: other, examples: [] } : asked;
}

function gather(cells: Iterable<string>): Evidence {
  const found: Evidence = {
    only: { point: 0, comma: 0 },
    grouping: { point: false, comma: false },
    ambiguous: { point: [], comma: [] },
    plain: 0,
    plainSmall: false,
  };
  for (const written of cells) {
    const cell = withoutPercent(written);
    const [point, comma] = [PATTERNS.point.test(cell), PATTERNS.comma.test(cell)];
    if (point && comma) {
      const between = AMBIGUOUS.exec(cell)?.[1];
      if (between !== undefined) found.ambiguous[between === ',' ? 'comma' : 'point'].push(cell);
      else found.plain += 1;
      found.plainSmall ||= between === undefined && Math.abs(readNumber(cell, 'point') ?? 0) < NEAR_A_THOUSAND;
    } else if (point || comma) {
      found.only[point ? 'point' : 'comma'] += 1;
      if (point && cell.includes(',')) found.grouping.comma = true;
      if (comma && cell.includes('.')) found.grouping.point = true;
    }
  }
  return found;
}
