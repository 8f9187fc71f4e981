/**
 * Symmetric positive semi-definite systems of a few unknowns. Matrices are row-major `Float64Array`s of size × size.
 * R's survival package factors its information matrices the same way, so a redundant column is recognised at the
 * same pivot.
 */
export type Factor = Readonly<{
  size: number;
  /** Unit lower triangle below the diagonal, pivots on it. */
  values: Float64Array;
  /** Positions whose pivot fell below the tolerance: combinations of the columns before them. */
  redundant: readonly number[];
}>;

/** R's default `toler.chol` of coxph.control. */
const PIVOT_TOLERANCE = Number.EPSILON ** 0.75;

/** L D L' of a symmetric matrix; pivots below `tolerance` × the largest diagonal element count as zero. */
export function factorize(matrix: Float64Array, size: number, tolerance = PIVOT_TOLERANCE): Factor {
  const values = matrix.slice();
  const at = (row: number, column: number): number => values[row * size + column] ?? 0;
  let largest = 0;
  for (let i = 0; i < size; i += 1) largest = Math.max(largest, at(i, i));
  const redundant: number[] = [];
  for (let i = 0; i < size; i += 1) {
    const pivot = at(i, i);
    if (!(pivot > largest * tolerance)) {
      redundant.push(i);
      for (let j = i; j < size; j += 1) values[j * size + i] = 0;
      continue;
    }
    for (let j = i + 1; j < size; j += 1) {
      const scale = at(j, i) / pivot;
      values[j * size + i] = scale;
      values[j * size + j] = at(j, j) - scale * scale * pivot;
      for (let k = j + 1; k < size; k += 1) values[k * size + j] = at(k, j) - scale * at(k, i);
    }
  }
  return { size, values, redundant };
}

/** Solution of the factored system; redundant unknowns are 0. */
export function solveFactored(factor: Factor, right: ArrayLike<number>): Float64Array {
  const { size, values } = factor;
  const solution = Float64Array.from({ length: size }, (_, i) => right[i] ?? 0);
  for (let i = 0; i < size; i += 1) {
    let sum = solution[i] ?? 0;
    for (let j = 0; j < i; j += 1) sum -= (values[i * size + j] ?? 0) * (solution[j] ?? 0);
    solution[i] = sum;
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    const pivot = values[i * size + i] ?? 0;
    if (pivot === 0) {
      solution[i] = 0;
      continue;
    }
    let sum = (solution[i] ?? 0) / pivot;
    for (let j = i + 1; j < size; j += 1) sum -= (values[j * size + i] ?? 0) * (solution[j] ?? 0);
    solution[i] = sum;
  }
  return solution;
}

/** Inverse of the factored matrix; rows and columns of redundant unknowns are 0. */
export function invertFactored(factor: Factor): Float64Array {
  const { size } = factor;
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column += 1) {
    if (factor.redundant.includes(column)) continue;
    const unit = new Float64Array(size);
    unit[column] = 1;
    solveFactored(factor, unit).forEach((value, row) => (inverse[row * size + column] = value));
  }
  return inverse;
}

/** vector' matrix⁻¹ vector, the form of every Wald and score statistic. */
export function quadraticForm(factor: Factor, vector: ArrayLike<number>): number {
  return solveFactored(factor, vector).reduce((sum, value, i) => sum + value * (vector[i] ?? 0), 0);
}

/** Rows of a square matrix as plain arrays, for results. */
export function toRows(matrix: Float64Array, size: number): number[][] {
  return Array.from({ length: size }, (_, row) => Array.from(matrix.subarray(row * size, (row + 1) * size)));
}
