import { crosses, type Line } from '../drawing/label-geometry';
import { textWidth } from '../drawing/text-width';
import { SLIDE_MEASURE } from '../formats/pptx/measure';

// Reads slides and pictures back from their XML, in points, knowing nothing of how they were made.

const EMU = 12_700;
export type Box = Readonly<{
  name: string;
  kind: 'text' | 'picture' | 'table' | 'chart';
  x: number;
  y: number;
  w: number;
  h: number;
  xml: string;
}>;

const unescaped = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** Everything that stands on a slide; the height of a table is that of its rows. */
export function boxesOf(slide: string): Box[] {
  return [...slide.matchAll(/<p:(sp|pic|graphicFrame)>[\s\S]*?<\/p:\1>/gu)].map(([xml, tag]) => {
    const [, x, y] = /<(?:a|p):off x="(-?\d+)" y="(-?\d+)"/u.exec(xml) ?? [];
    const [, w, h] = /<(?:a|p):ext cx="(\d+)" cy="(\d+)"/u.exec(xml) ?? [];
    const rows = [...xml.matchAll(/<a:tr h="(\d+)"/gu)].reduce((sum, [, height]) => sum + Number(height), 0);
    const kind = tag === 'sp' ? 'text' : tag === 'pic' ? 'picture' : rows > 0 ? 'table' : 'chart';
    return {
      name: /<p:ph\s[^>]*type="(?:title|ctrTitle)"/u.test(xml)
        ? 'title'
        : unescaped(/ name="([^"]*)"/u.exec(xml)?.[1] ?? ''),
      kind,
      x: Number(x) / EMU,
      y: Number(y) / EMU,
      w: Number(w) / EMU,
      h: (kind === 'table' ? rows : Number(h)) / EMU,
      xml,
    };
  });
}

/** Sizes of type in points. */
export function sizesOf({ xml }: Box): number[] {
  return [...xml.matchAll(/ sz="(\d+)"/gu)].map(([, size]) => Number(size) / 100);
}

export function paragraphsOf(xml: string): string[] {
  return [...xml.matchAll(/<a:p>[\s\S]*?<\/a:p>/gu)].map(([paragraph]) =>
    unescaped([...paragraph.matchAll(/<a:t>([^<]*)<\/a:t>/gu)].map(([, text = '']) => text).join('')),
  );
}

/** Height that the text of a box needs, broken at its width. */
export function neededHeight(box: Box): number {
  const size = Math.max(...sizesOf(box));
  return heightOf(paragraphsOf(box.xml), / wrap="none"/u.test(box.xml) ? Infinity : box.w, size, weightOf(box.xml));
}

/** Lines that the text of a box takes, broken at its width. */
export function linesIn(box: Box): number {
  const size = Math.max(...sizesOf(box));
  const wrapped = (text: string): number => SLIDE_MEASURE.wrapText(text, box.w, size, weightOf(box.xml)).length;
  return paragraphsOf(box.xml).reduce((sum, text) => sum + wrapped(text), 0);
}

/** Bold where every run is. */
function weightOf(xml: string): 400 | 600 {
  return [...xml.matchAll(/<a:rPr[^>]*>/gu)].every(([run]) => run.includes(' b="1"')) ? 600 : 400;
}

function heightOf(paragraphs: readonly string[], width: number, size: number, weight: 400 | 600): number {
  return (
    paragraphs.reduce((sum, text) => sum + SLIDE_MEASURE.wrapText(text, width, size, weight).length, 0) * size * 1.17
  );
}

export type Cell = Readonly<{ text: string; width: number; height: number; needed: number; widest: number }>;

/** Cells of a table with the room that each has and needs. */
export function cellsOf({ xml }: Box): Cell[] {
  const widths = [...xml.matchAll(/<a:gridCol w="(\d+)"/gu)].map(([, w]) => Number(w) / EMU);
  return [...xml.matchAll(/<a:tr h="(\d+)"[^>]*>([\s\S]*?)<\/a:tr>/gu)].flatMap(([, height, row = '']) =>
    [...row.matchAll(/<a:tc>([\s\S]*?)<\/a:tc>/gu)].map(([, cell = ''], i) => {
      const margin = (side: string): number => Number(new RegExp(` ${side}="(\\d+)"`, 'u').exec(cell)?.[1]) / EMU;
      const width = (widths[i] ?? 0) - margin('marL') - margin('marR');
      const size = Number(/ sz="(\d+)"/u.exec(cell)?.[1]) / 100;
      const weight = weightOf(cell);
      const texts = paragraphsOf(cell).filter((text) => text !== '');
      return {
        text: texts.join(' '),
        width,
        height: Number(height) / EMU,
        needed: (texts.length === 0 ? 0 : heightOf(texts, width, size, weight)) + margin('marT') + margin('marB'),
        widest: Math.max(
          0,
          ...texts.flatMap((text) => text.split(' ')).map((word) => SLIDE_MEASURE.textWidth(word, size, weight)),
        ),
      };
    }),
  );
}

/** Whether two boxes have more in common than an edge. */
export function meet(a: Box, b: Box): boolean {
  const width = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return width > 0.5 && height > 0.5;
}

export type DrawnText = Readonly<{ text: string; size: number; left: number; right: number; baseline: number }>;

type Place = Readonly<{ x: number; y: number; scale: number }>;

/** Where the units of a picture within a picture lie. */
function insideOf(attributes: string, { x, y, scale }: Place): Place {
  const attribute = (name: string): number | null => {
    const found = new RegExp(` ${name}="([-\\d.]+)"`, 'u').exec(attributes)?.[1];
    return found === undefined ? null : Number(found);
  };
  const across = Number(/ viewBox="0 0 ([\d.]+)/u.exec(attributes)?.[1] ?? Number.NaN);
  const width = attribute('width');
  const own = Number.isNaN(across) || width === null ? 1 : width / across;
  return { x: x + scale * (attribute('x') ?? 0), y: y + scale * (attribute('y') ?? 0), scale: scale * own };
}

/** Corners of a step line, in points. */
export type DrawnCurve = readonly (readonly [x: number, y: number])[];

type Drawn = Readonly<{ texts: DrawnText[]; curves: DrawnCurve[]; leaders: Line[]; width: number }>;

/** Every text, every step line and every line to a name of a picture of so many points width, from its left edge. */
export function textsIn(svg: string, points: number): Drawn {
  const whole = Number(/<svg[^>]* width="([\d.]+)"/u.exec(svg)?.[1]);
  const scale = points / whole;
  const stack: Place[] = [{ x: 0, y: 0, scale: 1 }];
  const texts: DrawnText[] = [];
  const curves: DrawnCurve[] = [];
  const leaders: Line[] = [];
  for (const [, close, tag, attributes = '', content = ''] of svg.matchAll(
    /<(\/?)(g|svg|text|path|line)\b([^>]*)>((?:(?!<\/?(?:g|svg)\b)[\s\S])*?)(?=<\/?(?:g|svg|text|path|line)\b|$)/gu,
  )) {
    const top = stack.at(-1) ?? { x: 0, y: 0, scale: 1 };
    if (tag !== 'text' && close === '/') stack.pop();
    if (tag === 'svg' && close !== '/') stack.push(insideOf(attributes, top));
    if (tag === 'g' && close !== '/') {
      const [, x = '0', y = '0'] = /translate\(([-\d.]+)[ ,]([-\d.]+)\)/u.exec(attributes) ?? [];
      const own = Number(/scale\(([\d.]+)\)/u.exec(attributes)?.[1] ?? 1);
      stack.push({ x: top.x + top.scale * Number(x), y: top.y + top.scale * Number(y), scale: top.scale * own });
    }
    if (tag === 'path') curves.push(...stepsOf(attributes, top, scale));
    if (tag === 'line' && attributes.includes('stroke-opacity')) leaders.push(lineOf(attributes, top, scale));
    if (tag !== 'text' || close === '/') continue;
    const attribute = (name: string): string => new RegExp(` ${name}="([^"]*)"`, 'u').exec(attributes)?.[1] ?? '';
    const text = unescaped(content.replace(/<[^>]+>/gu, ''));
    const size = Number(attribute('font-size')) * top.scale * scale;
    const width = textWidth(text, size, attribute('font-weight') === '600' ? 600 : 400);
    const x = (top.x + top.scale * Number(attribute('x'))) * scale;
    const left =
      attribute('text-anchor') === 'end' ? x - width : attribute('text-anchor') === 'middle' ? x - width / 2 : x;
    texts.push({
      text,
      size,
      left,
      right: left + width,
      baseline: (top.y + top.scale * Number(attribute('y'))) * scale,
    });
  }
  return { texts: texts.filter(({ text }) => text.trim() !== ''), curves, leaders, width: points };
}

/** A path that goes across and down by turns and is not filled. */
function stepsOf(attributes: string, { x: left, y: top, scale: own }: Place, scale: number): DrawnCurve[] {
  const [, x, y, steps] = / d="M([-\d.]+),([-\d.]+)((?:H[-\d.]+V[-\d.]+)+)"/u.exec(attributes) ?? [];
  if (steps === undefined || !attributes.includes(' fill="none"')) return [];
  let at: readonly [number, number] = [Number(x), Number(y)];
  const corners = [...steps.matchAll(/([HV])([-\d.]+)/gu)].map(([, way, to]) => {
    at = way === 'H' ? [Number(to), at[1]] : [at[0], Number(to)];
    return at;
  });
  return [
    [[Number(x), Number(y)] as const, ...corners].map(([a, b]) => [(left + own * a) * scale, (top + own * b) * scale]),
  ];
}

function lineOf(attributes: string, { x: left, y: top, scale: own }: Place, scale: number): Line {
  const at = (name: string, from: number): number =>
    (from + own * Number(new RegExp(` ${name}="([-\\d.]+)"`, 'u').exec(attributes)?.[1])) * scale;
  return { x1: at('x1', left), y1: at('y1', top), x2: at('x2', left), y2: at('y2', top) };
}

/** Texts through which the line to another's name goes, well within their edges, where their own line ends. */
export function struckTexts({ texts, leaders }: Drawn): string[] {
  return texts
    .filter(({ size, left, right, baseline }) => {
      const box = { left: left + 3, right: right - 3, top: baseline - 0.6 * size, bottom: baseline - 0.1 * size };
      return leaders.some((line) => crosses(line, box));
    })
    .map(({ text }) => text);
}

/** Pairs of texts of which one stands on the other by more than a letter's width and a third of its height. */
export function coveredTexts({ texts }: Drawn): string[] {
  const heightOf = ({ size, baseline }: DrawnText) => [baseline - 0.72 * size, baseline + 0.2 * size] as const;
  return texts.flatMap((a, i) =>
    texts.slice(i + 1).flatMap((b) => {
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const [[topA, bottomA], [topB, bottomB]] = [heightOf(a), heightOf(b)];
      const height = Math.min(bottomA, bottomB) - Math.max(topA, topB);
      return width > 4 && height > 0.3 * Math.min(a.size, b.size) ? [`${a.text} / ${b.text}`] : [];
    }),
  );
}

/** Pairs of numbers beside each other on one line, such as those of an axis, that are less than half their type apart. */
export function crowdedNumbers({ texts }: Drawn): string[] {
  const numbers = texts.filter(({ text }) => /^[\d.,]+$/u.test(text)).toSorted((a, b) => a.left - b.left);
  return numbers.flatMap((a, i) => {
    const next = numbers.slice(i + 1).find((b) => Math.abs(a.baseline - b.baseline) < 1);
    return next !== undefined && next.left - a.right < a.size / 2 ? [`${a.text} / ${next.text}`] : [];
  });
}

/** Texts with a step line through the height of their small letters. */
export function crossedTexts({ texts, curves }: Drawn): string[] {
  return texts
    .filter(({ size, left, right, baseline }) =>
      curves.some((curve) =>
        curve.some(([x, y], i) => {
          const [x2, y2] = curve[i + 1] ?? [x, y];
          const [low, high] = [Math.min(y, y2), Math.max(y, y2)];
          return x2 > left && x < right && high > baseline - 0.72 * size && low < baseline;
        }),
      ),
    )
    .map(({ text }) => text);
}

/** Points from the one tick of an axis to the other, either of which may have the sign of per cent. */
export function heightBetween(low: string, high: string, texts: readonly DrawnText[]): number {
  const at = (tick: string): number =>
    texts.find(({ text }) => text.replace(/\s%$/u, '') === tick)?.baseline ?? Number.NaN;
  return at(low) - at(high);
}

/** Points from the left edge of the one tick of a lying axis to that of the other. */
export function widthBetween(low: string, high: string, texts: readonly DrawnText[]): number {
  const at = (tick: string): number => texts.find(({ text }) => text === tick)?.left ?? Number.NaN;
  return at(high) - at(low);
}

type Drawing = Readonly<{ svg: string; fit: readonly [number, number] }>;

/** Every drawing of a page of a PDF, wherever it stands. */
export function drawingsIn(content: unknown): Drawing[] {
  if (Array.isArray(content)) return content.flatMap(drawingsIn);
  if (typeof content !== 'object' || content === null) return [];
  if ('svg' in content && 'fit' in content) return [content as Drawing];
  return 'stack' in content ? drawingsIn(content.stack) : [];
}
