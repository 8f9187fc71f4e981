import { px } from '../../../drawing/svg/text';
import { attribute } from '../parts';

type Size = Readonly<{ w: number; h: number }>;
type Point = readonly [x: number, y: number];

/** Corners of shapes by their names, in shares of the frame; `a`: the share that the shape sets, of the shorter side in `s`. */
const CORNERS: Readonly<Record<string, (a: number, s: Size) => readonly Point[]>> = {
  triangle: (a) => [
    [a, 0],
    [1, 1],
    [0, 1],
  ],
  rtTriangle: () => [
    [0, 0],
    [1, 1],
    [0, 1],
  ],
  diamond: () => [
    [0.5, 0],
    [1, 0.5],
    [0.5, 1],
    [0, 0.5],
  ],
  parallelogram: (a, { w }) => [
    [a * w, 0],
    [1, 0],
    [1 - a * w, 1],
    [0, 1],
  ],
  trapezoid: (a, { w }) => [
    [a * w, 0],
    [1 - a * w, 0],
    [1, 1],
    [0, 1],
  ],
  hexagon: (a, { w }) => [
    [a * w, 0],
    [1 - a * w, 0],
    [1, 0.5],
    [1 - a * w, 1],
    [a * w, 1],
    [0, 0.5],
  ],
  homePlate: (a, { w }) => [
    [0, 0],
    [1 - a * w, 0],
    [1, 0.5],
    [1 - a * w, 1],
    [0, 1],
  ],
  chevron: (a, { w }) => [
    [0, 0],
    [1 - a * w, 0],
    [1, 0.5],
    [1 - a * w, 1],
    [0, 1],
    [a * w, 0.5],
  ],
  snip1Rect: (a, { w, h }) => [
    [0, 0],
    [1 - a * w, 0],
    [1, a * h],
    [1, 1],
    [0, 1],
  ],
};
/** The share of a shape that sets none, where it is not a half. */
const USUAL: Readonly<Record<string, number>> = {
  parallelogram: 0.25,
  trapezoid: 0.25,
  hexagon: 0.25,
  snip1Rect: 0.16667,
};

/** The outline of a shape as an SVG path from the upper left corner of its frame; null where its form is not known here. */
export function shapePath(properties: string, size: Size): string | null {
  if (properties.includes('<a:custGeom')) return freeForm(properties, size);
  const tag = /<a:prstGeom\b[^>]*>/u.exec(properties)?.[0] ?? '';
  const name = attribute(tag, 'prst') ?? '';
  const set = /<a:gd name="adj1?" fmla="val (-?\d+)"/u.exec(properties)?.[1];
  const share = set === undefined ? (USUAL[name] ?? 0.5) : Number(set) / 100_000;
  const least = Math.min(size.w, size.h);
  const corners = CORNERS[name]?.(share, { w: least / size.w, h: least / size.h });
  return corners === undefined ? null : `M${corners.map(([x, y]) => `${px(x * size.w)},${px(y * size.h)}`).join('L')}Z`;
}

/** A form that was drawn by hand: lines, curves and arcs in units of its own. */
function freeForm(properties: string, size: Size): string | null {
  const paths = [...properties.matchAll(/<a:path\b([^>]*)>([\s\S]*?)<\/a:path>/gu)].map(([, tag = '', steps = '']) => {
    const own = { w: Number(attribute(` ${tag}`, 'w') ?? 0), h: Number(attribute(` ${tag}`, 'h') ?? 0) };
    const scale: Size = { w: own.w > 0 ? size.w / own.w : 1 / EMU, h: own.h > 0 ? size.h / own.h : 1 / EMU };
    return onePath(steps, scale, own.w > 0 ? own : { w: size.w * EMU, h: size.h * EMU });
  });
  return paths.length === 0 || paths.includes(null) ? null : paths.join('');
}

/** English Metric Units of a point. */
const EMU = 12_700;

function onePath(steps: string, scale: Size, own: Size): string | null {
  let at: Point = [0, 0];
  const parts: string[] = [];
  for (const [, name = '', tag = '', inside = ''] of steps.matchAll(
    /<a:(moveTo|lnTo|cubicBezTo|quadBezTo|arcTo|close)\b([^>]*?)(?:\/>|>([\s\S]*?)<\/a:\1>)/gu,
  )) {
    if (name === 'close') {
      parts.push('Z');
      continue;
    }
    if (name === 'arcTo') {
      const arc = arcTo(` ${tag}`, at, own);
      if (arc === null) return null;
      at = arc.end;
      parts.push(...arc.pieces.map((piece) => arcSvg(piece, scale)));
      continue;
    }
    const points = [...inside.matchAll(/<a:pt\b[^>]*>/gu)].map(([point]) => [
      length(attribute(point, 'x'), own),
      length(attribute(point, 'y'), own),
    ]);
    const known = points.flatMap(([x, y]): Point[] => (x == null || y == null ? [] : [[x, y]]));
    const last = known.at(-1);
    if (last === undefined || known.length < points.length) return null;
    at = last;
    const letter = { moveTo: 'M', lnTo: 'L', cubicBezTo: 'C', quadBezTo: 'Q' }[name] ?? 'L';
    parts.push(`${letter}${known.map(([x, y]) => `${px(x * scale.w)},${px(y * scale.h)}`).join(' ')}`);
  }
  return parts.join('');
}

/** A length of a path: a number, or the name of an edge or a middle of its frame; null where it is computed. */
function length(value: string | null, { w, h }: Size): number | null {
  if (value === null) return null;
  const named = { l: 0, t: 0, r: w, b: h, w, h, hc: w / 2, vc: h / 2, wd2: w / 2, hd2: h / 2 }[value];
  return named ?? (/^-?\d+$/u.test(value) ? Number(value) : null);
}

type Arc = Readonly<{ rx: number; ry: number; swing: number; to: Point }>;

/** An arc from where the path is, as halves at most: a whole turn would end where it begins and not be drawn. */
function arcTo(tag: string, [x, y]: Point, own: Size): { end: Point; pieces: readonly Arc[] } | null {
  const [rx, ry] = [length(attribute(tag, 'wR'), own), length(attribute(tag, 'hR'), own)];
  const [start, swing] = ['stAng', 'swAng'].map((name) => Number(attribute(tag, name) ?? Number.NaN) / 60_000);
  if (rx === null || ry === null || start === undefined || swing === undefined || Number.isNaN(start + swing))
    return null;
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const middle = [x - rx * Math.cos(radians(start)), y - ry * Math.sin(radians(start))] as const;
  const pieces = [0.5, 1].map(
    (share): Arc => ({
      rx,
      ry,
      swing,
      to: [
        middle[0] + rx * Math.cos(radians(start + share * swing)),
        middle[1] + ry * Math.sin(radians(start + share * swing)),
      ],
    }),
  );
  return { end: pieces.at(-1)?.to ?? [x, y], pieces };
}

function arcSvg({ rx, ry, swing, to: [x, y] }: Arc, { w, h }: Size): string {
  return `A${px(rx * w)},${px(ry * h)} 0 0 ${swing > 0 ? 1 : 0} ${px(x * w)},${px(y * h)}`;
}
