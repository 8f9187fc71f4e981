/** A number times a power of ten as its decimal digits say: 3e-4 × 10² is 0.03, where a product of doubles is not quite. */
export function timesPowerOfTen(value: number, power: number): number {
  const [digits = '0', exponent = '0'] = value.toExponential().split('e');
  return Number(`${digits}e${Number(exponent) + power}`);
}
