import { titleStyles } from './title-style';

/**
 * How much wider than Arial some fonts run, by the beginning of their names. Measured on all words of the program in both
 * languages, in lines of forty letters, regular and bold: of a thousand lines one runs wider. Measured were the fonts
 * themselves, or those that were made to have their widths: Carlito for Calibri, Caladea for Cambria, Gelasio for Georgia,
 * Liberation for Times New Roman and Courier New, DejaVu Sans for Verdana, and the free forms of Tahoma, Bookman and ITC
 * Avant Garde, which Century Gothic keeps to.
 */
const MEASURED: Readonly<Record<string, number>> = {
  calibri: 1,
  carlito: 1,
  cambria: 1,
  caladea: 1,
  times: 1,
  'liberation serif': 1,
  'pt sans': 1.03,
  'pt serif': 1.09,
  lato: 1.05,
  roboto: 1.06,
  'noto sans': 1.12,
  'noto serif': 1.16,
  'open sans': 1.11,
  inter: 1.11,
  palatino: 1.09,
  'century gothic': 1.17,
  tahoma: 1.18,
  georgia: 1.18,
  gelasio: 1.18,
  poppins: 1.18,
  'bookman old style': 1.18,
  montserrat: 1.2,
  verdana: 1.32,
  'dejavu sans': 1.32,
  'courier new': 1.66,
  'liberation mono': 1.66,
  'dejavu sans mono': 1.66,
  // All letters of a typewriter's font are of one width, so that it follows from that of Courier New (1,229 of 2,048 units):
  // Consolas has 1,126, Lucida Console 1,234.
  consolas: 1.53,
  'lucida console': 1.67,
};
/** Arial and what has its widths by design. */
const AS_ARIAL = /^(?:arial(?: narrow)?|helvetica|liberation sans|arimo|nimbus sans)$/u;
/** A heavy cut of Montserrat, Open Sans or Poppins runs this much wider than the regular one, others less. */
const HEAVY = 1.14;
const HEAVY_CUT = /\b(?:black|heavy|extra ?bold|ultra)\b/u;
/** Nobody here has measured it: of the text fonts above none but those of typewriters and screens runs wider. */
const UNKNOWN = 1.2;
/** Of these no free form is known, and they look wider than what is unknown. */
const WIDER: Readonly<Record<string, number>> = { 'arial black': 1.4, 'segoe ui black': 1.4 };

type Fonts = Readonly<{ title: string | null; text: string | null }>;

/** Names of the fonts of titles and of text: the theme's, unless the layout or its master says another for titles. */
export function fontsOf(theme: string, layout = '', master = ''): Fonts {
  const named = (which: 'major' | 'minor'): string | null =>
    new RegExp(`<a:${which}Font>\\s*<a:latin\\b[^>]*\\stypeface="([^"]*)"`, 'u').exec(theme)?.[1]?.trim() || null;
  const own = titleStyles(layout, master)
    .map((style) => /<a:latin\b[^>]*\stypeface="([^"]*)"/u.exec(style)?.[1]?.trim() ?? '')
    .find((name) => name !== '');
  const title = own === undefined || own === '+mj-lt' ? named('major') : own === '+mn-lt' ? named('minor') : own;
  return { title, text: named('minor') };
}

/** How much wider than Arial, in which slides are measured, the fonts of text and of titles may be. */
export function widthsOfFonts({ title, text }: Fonts): Readonly<{ wide: number; wideTitle: number }> {
  const width = (name: string | null): number => (name === null ? 1 : widthOf(name.toLowerCase()));
  return { wide: width(text), wideTitle: width(title) };
}

function widthOf(name: string): number {
  if (AS_ARIAL.test(name)) return 1;
  const known = Object.entries({ ...MEASURED, ...WIDER }).filter(([start]) => name.startsWith(start));
  const [[start, width] = ['', UNKNOWN]] = known.toSorted(([a], [b]) => b.length - a.length);
  return HEAVY_CUT.test(name.slice(start.length)) ? HEAVY * width : width;
}
