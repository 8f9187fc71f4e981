import type JSZip from 'jszip';
import type { Frame } from '../../model/slide';
import { attribute, partAt, relationsOf } from './parts';
import { themeColour } from './theme-colours';

/** What a template draws behind its slides, as far as a preview shows it. */
export type BackdropItem =
  | Readonly<{ kind: 'picture'; frame: Frame; address: string }>
  | Readonly<{ kind: 'area'; frame: Frame; colour: string; round: boolean }>
  | Readonly<{ kind: 'line'; frame: Frame; colour: string; width: number; rising: boolean }>;

/** English Metric Units of a point. */
export const EMU = 12_700;
/** Shapes of one area that a preview draws as their frame or as an ellipse in it. */
const AREAS: Readonly<Record<string, 'frame' | 'ellipse'>> = {
  rect: 'frame',
  roundRect: 'frame',
  round1Rect: 'frame',
  round2SameRect: 'frame',
  snip1Rect: 'frame',
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

type Part = Readonly<{ zip: JSZip; part: string; scale: number; theme: string; master: string }>;

/** Bars, lines, logos and other pictures of a master or a layout, in the order in which they cover each other. */
export async function backdropItems(xml: string, where: Part): Promise<BackdropItem[]> {
  const tree = /<p:spTree>[\s\S]*<\/p:spTree>/u.exec(xml)?.[0] ?? '';
  const items: BackdropItem[] = [];
  for (const [shape, kind] of tree.matchAll(/<p:(sp|pic|cxnSp)>[\s\S]*?<\/p:\1>/gu)) {
    const frame = inGroup(tree, shape, frameOf(shape, where.scale), where.scale);
    if (frame === null || /<p:ph\b/u.test(shape)) continue;
    const item = kind === 'pic' ? await pictureOf(shape, frame, where) : drawnShape(shape, frame, where);
    if (item !== null) items.push(item);
  }
  return items;
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
  const outline = /<a:ln\b[\s\S]*?<\/a:ln>/u.exec(properties)?.[0] ?? '';
  const style = (name: string): string => new RegExp(`<a:${name}\\b[\\s\\S]*?</a:${name}>`, 'u').exec(shape)?.[0] ?? '';
  const geometry = attribute(/<a:prstGeom\b[^>]*>/u.exec(properties)?.[0] ?? '', 'prst') ?? '';
  if (geometry === 'line' || geometry === 'straightConnector1') {
    const colour = colourOf(outline === '' ? style('lnRef') : outline, theme, master);
    const width = (Number(attribute(/<a:ln\b[^>]*>/u.exec(properties)?.[0] ?? '', 'w') ?? 9525) / EMU) * scale;
    const rising = attribute(/<a:xfrm\b[^>]*>/u.exec(properties)?.[0] ?? '', 'flipV') === '1';
    return colour === null ? null : { kind: 'line', frame, colour, width, rising };
  }
  const area = AREAS[geometry];
  const filled = properties.replace(outline, '');
  if (area === undefined || filled.includes('<a:noFill')) return null;
  const own = colourOf(filled, theme, master);
  const colour = own ?? colourOf(style('fillRef'), theme, master);
  return colour === null ? null : { kind: 'area', frame, colour, round: area === 'ellipse' };
}

/** The first colour that is named: of a gradient, the one that it begins with. */
function colourOf(xml: string, theme: string, master: string): string | null {
  const [, fixed, named] = /<a:(?:srgbClr val="([0-9a-fA-F]{6})"|schemeClr val="(\w+)")/u.exec(xml) ?? [];
  if (fixed !== undefined) return `#${fixed.toLowerCase()}`;
  return named === undefined ? null : themeColour(named, theme, master);
}

async function pictureOf(shape: string, frame: Frame, { zip, part }: Part): Promise<BackdropItem | null> {
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
