const DECIMAL = /^([-−–]?)(\d*)[.,·∙•⋅](\d+)$/;
const THOUSANDS = /^(\d{1,3})[, '’.](\d{3})$/;

/**
 * What a printed number can mean: decimal point, comma or middle dot, a per cent sign left out. “1,000” has two meanings;
 * the even spacing of an axis decides. Empty where the text is no number.
 */
export function printedNumbers(text: string): number[] {
  const bare = text.trim().replace(/\s*%$/, '');
  if (/^\d+$/.test(bare)) return [Number(bare)];
  if (/^[-−–]\d+$/.test(bare)) return [-Number(bare.slice(1))];
  const decimal = DECIMAL.exec(bare);
  const thousands = THOUSANDS.exec(bare);
  const found: number[] = [];
  if (decimal !== null)
    found.push(Number(`${decimal[1] === '' ? '' : '-'}${decimal[2] === '' ? '0' : decimal[2]}.${decimal[3]}`));
  if (thousands !== null) found.push(Number(`${thousands[1]}${thousands[2]}`));
  return found;
}
