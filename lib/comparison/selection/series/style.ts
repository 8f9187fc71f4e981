/** Marker shapes that stay apart when open and when printed in grey. */
export const MARKER_SHAPES = ['circle', 'square', 'diamond', 'triangle', 'triangle-down'] as const;
export type MarkerShape = (typeof MARKER_SHAPES)[number];

/**
 * Near Okabe and Ito's hues, in the order of their use here; black is kept for local patients. For readers with full colour
 * vision, protanopia, deuteranopia or tritanopia each has a contrast of at least 3:1 with its ground, as it is seen (WCAG
 * 1.4.11), and every two stay at least 10 apart (CIEDE2000).
 */
export const SERIES_COLOURS = [
  { light: '#0a69b0', dark: '#399bf4' },
  { light: '#a24e00', dark: '#e06927' },
  { light: '#618c75', dark: '#00bf87' },
  { light: '#a76389', dark: '#cf93b8' },
  { light: '#ba8409', dark: '#eca732' },
  { light: '#1492ce', dark: '#7fd2ff' },
  { light: '#867e4c', dark: '#f6ea55' },
] as const;

/** `colour` is a position in SERIES_COLOURS. */
export type SeriesStyle = Readonly<{ colour: number; shape: MarkerShape }>;

/** `chosen`: the reader's own style, kept as it is. */
type Series = Readonly<{ id: string; trial: string; chosen?: SeriesStyle | undefined }>;

/** Chosen so that the largest trials of the field differ before any collision is resolved. */
const HASH_START = 2166286860;

/**
 * A style for each series: the colour belongs to the trial and depends on its slug alone, unless an earlier trial of the
 * selection has it already, then the next free one. Shapes follow the trial too; each further figure of one trial takes
 * the next shape, and no two series of a figure share both, unless the reader chose so.
 */
export function seriesStyles(series: readonly Series[]): Map<string, SeriesStyle> {
  const colours = new Map<string, number>();
  const styles = new Map<string, SeriesStyle>();
  const taken = new Set(series.flatMap(({ chosen }) => (chosen === undefined ? [] : [styleKey(chosen)])));
  for (const { id, trial, chosen } of series) {
    if (chosen !== undefined) {
      styles.set(id, chosen);
      continue;
    }
    const colour = colours.get(trial) ?? freeColour(trial, new Set(colours.values()));
    colours.set(trial, colour);
    const style = freeStyle(colour, hash(trial) >>> 8, taken);
    taken.add(styleKey(style));
    styles.set(id, style);
  }
  return styles;
}

function styleKey({ colour, shape }: SeriesStyle): string {
  return `${colour} ${shape}`;
}

function freeColour(trial: string, taken: ReadonlySet<number>): number {
  const count = SERIES_COLOURS.length;
  const preferred = hash(trial) % count;
  for (let step = 0; step < count; step += 1)
    if (!taken.has((preferred + step) % count)) return (preferred + step) % count;
  return preferred;
}

/** The trial's colour with the first free shape; a trial with more figures than shapes goes on in the next colours. */
function freeStyle(colour: number, shape: number, taken: ReadonlySet<string>): SeriesStyle {
  const [colours, shapes] = [SERIES_COLOURS.length, MARKER_SHAPES.length];
  const inOrder = Array.from(
    { length: colours * shapes },
    (_, step): SeriesStyle => ({
      colour: (colour + Math.floor(step / shapes)) % colours,
      shape: MARKER_SHAPES[(shape + step) % shapes] ?? 'circle',
    }),
  );
  return inOrder.find((style) => !taken.has(styleKey(style))) ?? { colour, shape: 'circle' };
}

/** FNV-1a over the slug: the same on every machine and in every year. */
function hash(text: string): number {
  let value = HASH_START;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16777619) >>> 0;
  return (value ^ (value >>> 15)) >>> 0;
}
