type Columns = readonly Float64Array[];

/**
 * Sums of weight × x_j × x_k over the rows, for all pairs of columns, row-major and symmetric. Four columns at a time,
 * so that each value is read once or twice and no running sum waits for another.
 */
export function weightedProducts(weight: Float64Array, columns: Columns, rows: number): Float64Array {
  const p = columns.length;
  const matrix = new Float64Array(p * p);
  const put = (j: number, k: number, value: number): void => {
    matrix[j * p + k] = value;
    matrix[k * p + j] = value;
  };
  for (let from = 0; from < p; from += 4) {
    const size = Math.min(4, p - from);
    const within =
      size === 1 ? [squares(weight, columns[from] ?? weight, rows)] : productsOfFour(weight, four(columns, from), rows);
    for (let j = 0, at = 0; j < size; j += 1)
      for (let k = 0; k <= j; k += 1, at += 1) put(from + j, from + k, within[at] ?? 0);
    for (let j = from; j < from + size; j += 1) {
      for (let k = 0; k < from; k += 4) {
        const sums = productsWithFour(weight, columns[j] ?? weight, four(columns, k), rows);
        for (let m = 0; m < 4; m += 1) put(j, k + m, sums[m] ?? 0);
      }
    }
  }
  return matrix;
}

/** Sums of weight × x_j over the rows, for every column. */
export function weightedTotals(weight: Float64Array, columns: Columns, rows: number): Float64Array {
  const sums = new Float64Array(columns.length);
  for (let from = 0; from < columns.length; from += 4) {
    const [a, b, c, d] = four(columns, from);
    let ofA = 0;
    let ofB = 0;
    let ofC = 0;
    let ofD = 0;
    for (let row = 0; row < rows; row += 1) {
      const w = weight[row] ?? 0;
      ofA += w * (a[row] ?? 0);
      ofB += w * (b[row] ?? 0);
      ofC += w * (c[row] ?? 0);
      ofD += w * (d[row] ?? 0);
    }
    sums.set([ofA, ofB, ofC, ofD].slice(0, columns.length - from), from);
  }
  return sums;
}

type Four = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/** Four columns from a position on; past the end the last one again. */
export function four(columns: Columns, from: number): Four {
  const pick = (k: number): Float64Array => columns[Math.min(from + k, columns.length - 1)] ?? new Float64Array(0);
  return [pick(0), pick(1), pick(2), pick(3)];
}

function squares(weight: Float64Array, x: Float64Array, rows: number): number {
  let sum = 0;
  for (let row = 0; row < rows; row += 1) sum += (weight[row] ?? 0) * (x[row] ?? 0) * (x[row] ?? 0);
  return sum;
}

/** The lower triangle, row by row. */
function productsOfFour(weight: Float64Array, [a, b, c, d]: Four, rows: number): number[] {
  let aa = 0;
  let ba = 0;
  let bb = 0;
  let ca = 0;
  let cb = 0;
  let cc = 0;
  let da = 0;
  let db = 0;
  let dc = 0;
  let dd = 0;
  for (let row = 0; row < rows; row += 1) {
    const w = weight[row] ?? 0;
    const x = a[row] ?? 0;
    const y = b[row] ?? 0;
    const z = c[row] ?? 0;
    const u = d[row] ?? 0;
    const wx = w * x;
    const wy = w * y;
    const wz = w * z;
    const wu = w * u;
    aa += wx * x;
    ba += wy * x;
    bb += wy * y;
    ca += wz * x;
    cb += wz * y;
    cc += wz * z;
    da += wu * x;
    db += wu * y;
    dc += wu * z;
    dd += wu * u;
  }
  return [aa, ba, bb, ca, cb, cc, da, db, dc, dd];
}

function productsWithFour(weight: Float64Array, x: Float64Array, [a, b, c, d]: Four, rows: number): number[] {
  let xa = 0;
  let xb = 0;
  let xc = 0;
  let xd = 0;
  for (let row = 0; row < rows; row += 1) {
    const wx = (weight[row] ?? 0) * (x[row] ?? 0);
    xa += wx * (a[row] ?? 0);
    xb += wx * (b[row] ?? 0);
    xc += wx * (c[row] ?? 0);
    xd += wx * (d[row] ?? 0);
  }
  return [xa, xb, xc, xd];
}
