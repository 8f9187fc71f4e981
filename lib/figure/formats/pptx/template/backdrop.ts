import type JSZip from 'jszip';
import type { Frame } from '../../../model/slide';
import { attribute, partAt, relationsOf } from '../parts';
import { shapePath } from './shape-path';
import { shapeText, type ShapeText } from './shape-text';
import { colourOf, coloursOf } from './theme-colours';

/** How a shape is turned in its frame, in degrees clockwise, and mirrored. */
export type Turn = Readonly<{ degrees: number; across: boolean; down: boolean }>;
type Turned = Readonly<{ turn?: Turn }>;

/** What a template draws behind its slides, as far as a preview shows it. */
export type BackdropItem = Turned &
  (
    | Readonly<{ kind: 'picture'; frame: Frame; address: string }>
    | Readonly<{ kind: 'area'; frame: Frame; colour: string; round: boolean }>
    /** `path`: from the upper left corner of the frame */
    | Readonly<{ kind: 'shape'; frame: Frame; path: string; colour: string }>
    | Readonly<{ kind: 'line'; frame: Frame; colour: string; width: number; rising: boolean }>
    | Readonly<{ kind: 'words'; frame: Frame; words: ShapeText }>
  );

/** English Metric Units of a point. */
export const EMU = 12_700;
/** Shapes of one area that a preview draws as their frame or as an ellipse in it. */
const AREAS: Readonly<Record<string, 'frame' | 'ellipse'>> = {
  rect: 'frame',
  roundRect: 'frame',
  round1Rect: 'frame',
  round2SameRect: 'frame',
  flowChartProcess: 'frame',
  ellipse: 'ellipse',
};
const PICTURES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
};

/** Where a shape stands, in points of our slides. */
export function frameOf(xml: string, scale: number): Frame | null {
  const [, x, y, w, h] = /<a:off x="(-?\d+)" y="(-?\d+)"\s*\/>\s*<a:ext cx="(\d+)" cy="(\d+)"/u.exec(xml) ?? [];
  if (x === undefined) return null;
  const points = (emu: string | undefined): number => (Number(emu) / EMU) * scale;
  return { x: points(x), y: points(y), w: points(w), h: points(h) };
}

/** What a template draws, as far as words on it are read or not; `colour`: `#rrggbb` or with its alpha, null where it has several. */
export type Drawn = Readonly<{ frame: Frame; colour: string | null }>;

type Part = Readonly<{ zip: JSZip; part: string; scale: number; theme: string; master: string }>;

/** Bars, lines, free forms, words, logos and other pictures of a master or a layout, in the order in which they cover each other. */
export async function backdropItems(xml: string, where: Part): Promise<BackdropItem[]> {
  const items: BackdropItem[] = [];
  for (const { shape, kind, frame } of leavesOf(xml, where.scale)) {
    const isPicture = kind === 'pic' || fillOf(shape).fill.includes('<a:blipFill');
    const drawn = isPicture ? await pictureOf(shape, frame, where) : drawnShape(shape, frame, where);
    const words = kind === 'sp' ? shapeText(shape, where) : null;
    const turn = turnOf(shape);
    for (const item of [drawn, words === null ? null : { kind: 'words' as const, frame, words }])
      if (item !== null) items.push(turn === null || item.kind === 'line' ? item : { ...item, turn });
  }
  return items;
}

/** Shapes and pictures that are no placeholders, out of their groups. */
function leavesOf(xml: string, scale: number): Readonly<{ shape: string; kind: string; frame: Frame }>[] {
  const tree = /<p:spTree>[\s\S]*<\/p:spTree>/u.exec(xml)?.[0] ?? '';
  return [...tree.matchAll(/<p:(sp|pic|cxnSp)>[\s\S]*?<\/p:\1>/gu)].flatMap(([shape, kind = '']) => {
    const frame = inGroup(tree, shape, frameOf(shape, scale), scale);
    return frame === null || /<p:ph\b/u.test(shape) ? [] : [{ shape, kind, frame }];
  });
}

/** Areas, pictures and words in the order in which they cover each other. */
export function drawnIn(xml: string, { scale, theme, master }: Omit<Part, 'zip' | 'part'>): Drawn[] {
  return leavesOf(xml, scale).flatMap(({ shape, kind, frame }): Drawn[] => {
    const { fill, own } = fillOf(shape);
    const stroke = lineOf(shape, frame, { scale, theme, master });
    if (stroke !== null) return [{ frame: thick(frame), colour: stroke.colour }];
    if (kind === 'pic' || /<a:(?:blip|patt)Fill\b/u.test(fill)) return [{ frame, colour: null }];
    if (fill.includes('<a:gradFill')) return inColours(frame, coloursOf(fill, theme, master));
    const colour = own ? colourOf(fill, theme, master) : null;
    if (colour !== null) return [{ frame, colour }];
    const outline = colourOf(OUTLINE.exec(shape)?.[0] ?? '', theme, master);
    if (outline !== null) return edgesOf(frame).map((edge) => ({ frame: thick(edge), colour: outline }));
    return /<a:t>[^<]/u.test(shape) ? [{ frame, colour: null }] : [];
  });
}

/** A gradient as its colours, each of which is somewhere and none everywhere. */
export function inColours(frame: Frame, colours: readonly (string | null)[]): Drawn[] {
  return colours.map((colour) => ({ frame, colour: colour && `${colour.slice(0, 7)}ff` }));
}

/** What a shape says of its inside; `own`: it has one. */
function fillOf(shape: string): Readonly<{ fill: string; own: boolean }> {
  const properties = /<p:spPr\b[\s\S]*?<\/p:spPr>/u.exec(shape)?.[0] ?? '';
  const fill = properties.replace(/<a:ln\b[\s\S]*?<\/a:ln>/u, '');
  const style = /<a:fillRef\b[\s\S]*?<\/a:fillRef>/u.exec(shape)?.[0] ?? '';
  return { fill: /<a:\w+Fill\b/u.test(fill) ? fill : fill + style, own: !fill.includes('<a:noFill') };
}

/** A shape of a group has the measures of its group, which may stand elsewhere and larger. */
function inGroup(tree: string, shape: string, frame: Frame | null, scale: number): Frame | null {
  const before = tree.slice(0, tree.indexOf(shape));
  const open = before.lastIndexOf('<p:grpSp>');
  if (frame === null || open < 0 || before.lastIndexOf('</p:grpSp>') > open) return frame;
  const head = before.slice(open);
  const outer = frameOf(head, scale);
  const inner = frameOf(
    head
      .replaceAll(/<a:(?:off|ext) [^>]*>/gu, '')
      .replaceAll(/<a:ch(Off|Ext)/gu, (_, name: string) => `<a:${name.toLowerCase()}`),
    scale,
  );
  if (outer === null || inner === null || inner.w === 0 || inner.h === 0) return frame;
  const [across, down] = [outer.w / inner.w, outer.h / inner.h];
  return {
    x: outer.x + (frame.x - inner.x) * across,
    y: outer.y + (frame.y - inner.y) * down,
    w: frame.w * across,
    h: frame.h * down,
  };
}

function drawnShape(shape: string, frame: Frame, { scale, theme, master }: Part): BackdropItem | null {
  const properties = /<p:spPr\b[\s\S]*?<\/p:spPr>/u.exec(shape)?.[0] ?? '';
  const geometry = geometryOf(properties);
  if (LINES.has(geometry)) return lineOf(shape, frame, { scale, theme, master });
  const filled = properties.replace(OUTLINE, '');
  const colour = filled.includes('<a:noFill')
    ? null
    : (colourOf(filled, theme, master) ?? colourOf(styleOf(shape, 'fillRef'), theme, master));
  if (colour === null) return null;
  const area = AREAS[geometry];
  if (area !== undefined) return { kind: 'area', frame, colour, round: area === 'ellipse' };
  const path = shapePath(properties, frame);
  return path === null ? null : { kind: 'shape', frame, path, colour };
}

const OUTLINE = /<a:ln\b[\s\S]*?<\/a:ln>/u;
/** Shapes that are a line from corner to corner. */
const LINES: ReadonlySet<string> = new Set(['line', 'straightConnector1']);
/** Points that a line takes at least of what stands over it. */
const THICK = 3;

function geometryOf(properties: string): string {
  return attribute(/<a:prstGeom\b[^>]*>/u.exec(properties)?.[0] ?? '', 'prst') ?? '';
}

function styleOf(shape: string, name: 'fillRef' | 'lnRef'): string {
  return new RegExp(`<a:${name}\\b[\\s\\S]*?</a:${name}>`, 'u').exec(shape)?.[0] ?? '';
}

/** A shape that is a line; null where it is none, or has no colour. */
function lineOf(
  shape: string,
  frame: Frame,
  { scale, theme, master }: Pick<Part, 'scale' | 'theme' | 'master'>,
): Extract<BackdropItem, { kind: 'line' }> | null {
  const properties = /<p:spPr\b[\s\S]*?<\/p:spPr>/u.exec(shape)?.[0] ?? '';
  if (!LINES.has(geometryOf(properties))) return null;
  const outline = OUTLINE.exec(properties)?.[0] ?? '';
  const colour = colourOf(outline === '' ? styleOf(shape, 'lnRef') : outline, theme, master);
  const width = (Number(attribute(/<a:ln\b[^>]*>/u.exec(properties)?.[0] ?? '', 'w') ?? 9525) / EMU) * scale;
  const rising = attribute(/<a:xfrm\b[^>]*>/u.exec(properties)?.[0] ?? '', 'flipV') === '1';
  return colour === null ? null : { kind: 'line', frame, colour, width, rising };
}

/** A frame that is not thinner than a line is seen. */
function thick({ x, y, w, h }: Frame): Frame {
  const [across, down] = [Math.max(w, THICK), Math.max(h, THICK)];
  return { x: x - (across - w) / 2, y: y - (down - h) / 2, w: across, h: down };
}

/** A shape without an inside is drawn where its frame ends. */
function edgesOf({ x, y, w, h }: Frame): Frame[] {
  const [right, bottom] = [x + w, y + h];
  return [
    { x, y, w, h: 0 },
    { x, y: bottom, w, h: 0 },
    { x, y, w: 0, h },
    { x: right, y, w: 0, h },
  ];
}

function turnOf(shape: string): Turn | null {
  const tag = /<a:xfrm\b[^>]*>/u.exec(shape)?.[0] ?? '';
  const turn = {
    degrees: Number(attribute(tag, 'rot') ?? 0) / 60_000,
    across: attribute(tag, 'flipH') === '1',
    down: attribute(tag, 'flipV') === '1',
  };
  return turn.degrees === 0 && !turn.across && !turn.down ? null : turn;
}

/** The picture that a shape or a ground shows, from the relationships of its part; null where it shows none that a browser draws. */
export async function pictureOf(shape: string, frame: Frame, { zip, part }: Part): Promise<BackdropItem | null> {
  const relations = await relationsOf(zip, part);
  // A logo may be drawn: its SVG stands beside a picture for programs that know none.
  const ids = [/svgBlip\b[^>]*r:embed="([^"]+)"/u, /<a:blip\b[^>]*r:embed="([^"]+)"/u].map(
    (one) => one.exec(shape)?.[1],
  );
  for (const id of ids) {
    const target = relations.find((one) => one.id === id)?.target ?? '';
    const type = PICTURES[/\.(\w+)$/u.exec(target)?.[1]?.toLowerCase() ?? ''];
    const file = partAt(zip, target);
    if (type !== undefined && file !== null)
      return { kind: 'picture', frame, address: `data:${type};base64,${await file.async('base64')}` };
  }
  return null;
}
