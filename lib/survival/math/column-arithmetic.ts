/** a × b by element; `into` may be one of them. */
export function multiply(a: Float64Array, b: Float64Array, into: Float64Array): void {
  for (let i = 0; i < into.length; i += 1) into[i] = (a[i] ?? 0) * (b[i] ?? 0);
}

/** Sum of a × b. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

export function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] ?? 0;
  return sum;
}
