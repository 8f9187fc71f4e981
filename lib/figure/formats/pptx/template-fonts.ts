/**
 * How much wider than our own text some fonts run, from the advance widths of their Latin and Cyrillic letters, the bold ones
 * of headings included; by the beginning of their names.
 */
const WIDE: Readonly<Record<string, number>> = {
  'arial black': 1.4,
  verdana: 1.25,
  'dejavu sans': 1.25,
  montserrat: 1.25,
  'courier new': 1.25,
  consolas: 1.15,
  'century gothic': 1.2,
  poppins: 1.2,
  'lucida sans': 1.15,
  'bookman old style': 1.2,
  georgia: 1.12,
  rockwell: 1.12,
  'trebuchet ms': 1.05,
  tahoma: 1.08,
  'open sans': 1.08,
};
/** Fonts that run no wider than ours. */
const NOT_WIDE =
  /^(?:arial|helvetica|calibri|carlito|aptos|cambria|caladea|times|liberation|segoe ui|roboto|pt (?:sans|serif)|candara|corbel|constantia|garamond|gill sans|franklin gothic|source sans|noto sans|inter)\b/u;
/** What nobody has measured may be wide. */
const UNKNOWN = 1.15;

/** How much wider than ours the fonts of a theme may be. */
export function widthOfFonts(theme: string): number {
  const names = [...theme.matchAll(/<a:(?:major|minor)Font>\s*<a:latin\b[^>]*\stypeface="([^"]*)"/gu)].map(
    ([, name = '']) => name.trim().toLowerCase(),
  );
  return Math.max(1, ...names.filter((name) => name !== '').map(widthOf));
}

function widthOf(name: string): number {
  const wide = Object.entries(WIDE).find(([start]) => name.startsWith(start));
  if (wide !== undefined) return wide[1];
  return NOT_WIDE.test(name) ? 1 : UNKNOWN;
}
