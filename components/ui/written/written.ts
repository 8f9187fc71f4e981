/** Properties of a client component as one text, which `useWritten` reads. */
export type Written<Value> = string & Readonly<{ written?: Value }>;

/**
 * A record of plain values for the browser. The server's components would write, escape and read each of its parts by itself,
 * once for the page and once for its data, which takes many times as long. An entry without a value is left out.
 */
export function written<Value extends object>(value: Value): Written<Value> {
  return JSON.stringify(value);
}
