import { plane, type Crop, type Plane, type RasterImage } from './image';

/** `cover` is how much of a pixel a curve's line covers; `other` how much of it another curve's line or black covers. */
export type Ink = Readonly<{ cover: Plane; other: Plane }>;

export type Colour = readonly [red: number, green: number, blue: number];

export function colourOf(hex: string): Colour | null {
  const found = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex.trim());
  return found === null
    ? null
    : [Number.parseInt(found[1] ?? '', 16), Number.parseInt(found[2] ?? '', 16), Number.parseInt(found[3] ?? '', 16)];
}

/** Distance of colours at which an explanation of a pixel is half as good, of 255. */
const NOISE = 38;
const WHITE = 255;

type Model = Readonly<{ along: Colour; length: number }>;

const modelOf = (colour: Colour): Model => {
  const along: Colour = [colour[0] - WHITE, colour[1] - WHITE, colour[2] - WHITE];
  return { along, length: along[0] ** 2 + along[1] ** 2 + along[2] ** 2 };
};

/** Share of the colour in a pixel on white, and how badly that explains the pixel. */
function explained({ along, length }: Model, r: number, g: number, b: number): readonly [share: number, off: number] {
  const [dr, dg, db] = [r - WHITE, g - WHITE, b - WHITE];
  const share =
    length === 0 ? 0 : Math.min(1.15, Math.max(0, (dr * along[0] + dg * along[1] + db * along[2]) / length));
  return [share, Math.hypot(dr - share * along[0], dg - share * along[1], db - share * along[2])];
}

/**
 * How much each curve covers each pixel of a crop. A pixel is a mixture of white and one line's colour; what another
 * curve's colour or black explains better is that one's. `colours` are all curves of the plot, `index` the one wanted.
 */
export function inkOf(image: RasterImage, crop: Crop, colours: readonly Colour[], index: number): Ink {
  const own = modelOf(colours[index] ?? [0, 0, 0]);
  const isDark = Math.sqrt(own.length) > 0.85 * Math.hypot(WHITE, WHITE, WHITE);
  const rivals = colours
    .filter((colour) => colour.some((part, c) => Math.abs(part - (colours[index]?.[c] ?? 0)) > 8))
    .map(modelOf);
  if (!isDark) rivals.push(modelOf([0, 0, 0]));
  const [cover, other] = [plane(crop.width, crop.height), plane(crop.width, crop.height)];
  for (let y = 0; y < crop.height; y += 1) {
    for (let x = 0; x < crop.width; x += 1) {
      const at = 4 * ((y + crop.box.y0) * image.width + x + crop.box.x0);
      const [r, g, b] = [image.data[at] ?? WHITE, image.data[at + 1] ?? WHITE, image.data[at + 2] ?? WHITE];
      if (r + g + b > 3 * WHITE - 12) continue;
      const [share, off] = explained(own, r, g, b);
      let [rivalShare, rivalOff] = [0, Infinity];
      for (const rival of rivals) {
        const [s, o] = explained(rival, r, g, b);
        if (o < rivalOff) [rivalShare, rivalOff] = [s, o];
      }
      const fit = 1 / (1 + (off / NOISE) ** 2);
      const against = rivals.length === 0 ? 1 : 1 / (1 + Math.exp((off - rivalOff - 4) / 6));
      const i = y * crop.width + x;
      cover.values[i] = Math.min(1, share) * fit * against;
      other.values[i] = rivals.length === 0 ? 0 : Math.min(1, rivalShare) * (1 - against);
    }
  }
  return { cover, other };
}

/** Least cover of a line, of its peak: above the tint of bands where there are some, above the noise of a JPEG elsewhere. */
const [OVER_TINT, OVER_NOISE] = [0.32, 0.1];
/** A coloured line of a pixel that a JPEG has washed out covers less. */
const FAINT_LINE = 0.8;

/**
 * Takes away what covers areas and not lines: bands in the curve's tint, the paper of a scan. `peak` is the cover in the
 * middle of the curve's own line.
 */
export function lineInk(cover: Plane, peak: number): Plane {
  const found = plane(cover.width, cover.height);
  const least = peak > FAINT_LINE || hasTint(cover) ? OVER_TINT : OVER_NOISE;
  for (let i = 0; i < found.values.length; i += 1)
    found.values[i] = Math.min(1, Math.max(0, ((cover.values[i] ?? 0) / peak - least) / 0.5));
  return found;
}

/** Of the pixels: a smaller tinted area is the edge of lines and letters. */
const TINTED_SHARE = 0.01;
const APART = 4;

/** True where the colour covers an area faintly: pixels as faint as those above and below and at both sides. */
function hasTint({ width, height, values }: Plane): boolean {
  const isFaint = (i: number): boolean => (values[i] ?? 0) > 0.08 && (values[i] ?? 0) < 0.5;
  let tinted = 0;
  for (let y = APART; y < height - APART; y += 1) {
    for (let x = APART; x < width - APART; x += 1) {
      const i = y * width + x;
      if (
        isFaint(i) &&
        isFaint(i - APART) &&
        isFaint(i + APART) &&
        isFaint(i - APART * width) &&
        isFaint(i + APART * width)
      )
        tinted += 1;
    }
  }
  return tinted > TINTED_SHARE * width * height;
}

/** The cover that the darkest pixels of lines reach: thin lines never cover a whole pixel. */
export function peakOf(cover: Plane): number {
  const strong = Array.from(cover.values.filter((value) => value > 0.35)).toSorted((a, b) => a - b);
  return strong.length < 20 ? 1 : Math.max(0.45, strong[Math.floor(strong.length * 0.8)] ?? 1);
}

/** Median height of the level lines in an ink plane, in pixels. */
export function thicknessOf(ink: Plane): number {
  const heights: number[] = [];
  for (let x = 0; x < ink.width; x += 2) {
    let sum = 0;
    for (let y = 0; y < ink.height; y += 1) {
      const value = ink.values[y * ink.width + x] ?? 0;
      if (value > 0.15) sum += value;
      else {
        if (sum > 0.5 && sum < 16) heights.push(sum);
        sum = 0;
      }
    }
  }
  const sorted = heights.toSorted((a, b) => a - b);
  return Math.max(1, sorted[Math.floor(sorted.length * 0.4)] ?? 1);
}
