/**
 * How much wider than Arial some fonts run, by the beginning of their names, the bold type of headings included. Inter and
 * DejaVu Sans (as wide as Verdana) were measured on Latin and Cyrillic text; the others are no free files and are rounded up
 * from their published average widths.
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
  'noto sans': 1.08,
  'segoe ui': 1.06,
  aptos: 1.06,
  inter: 1.1,
};
/** Fonts that run no wider than Arial. */
const NOT_WIDE =
  /^(?:arial|helvetica|calibri|carlito|cambria|caladea|times|liberation|roboto|pt (?:sans|serif)|candara|corbel|constantia|garamond|gill sans|franklin gothic|source sans)\b/u;
/** What nobody has measured may be wide. */
const UNKNOWN = 1.15;

/** Names of the fonts of titles and of text of a theme; null where it names none. */
export function fontsOf(theme: string): Readonly<{ title: string | null; text: string | null }> {
  const named = (which: 'major' | 'minor'): string | null =>
    new RegExp(`<a:${which}Font>\\s*<a:latin\\b[^>]*\\stypeface="([^"]*)"`, 'u').exec(theme)?.[1]?.trim() || null;
  return { title: named('major'), text: named('minor') };
}

/** How much wider than Arial, in which slides are measured, the fonts of a theme may be. */
export function widthOfFonts(theme: string): number {
  const { title, text } = fontsOf(theme);
  return Math.max(1, ...[title, text].flatMap((name) => (name === null ? [] : widthOf(name.toLowerCase()))));
}

function widthOf(name: string): number {
  const wide = Object.entries(WIDE).find(([start]) => name.startsWith(start));
  if (wide !== undefined) return wide[1];
  return NOT_WIDE.test(name) ? 1 : UNKNOWN;
}
