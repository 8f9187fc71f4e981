import { markerPath } from '../marker-path';
import type { Ink } from './inks';
import type { Corner, Mark } from './marks';
import { EDGE } from './measures';

type Attributes = Readonly<Record<string, string | number>>;

/**
 * An SVG element of a mark; names of attributes as React writes them. `place` says how its x is meant: `path` is drawn
 * around (x, y), `ends` has its x in the attributes named, `area` spans its corners.
 */
export type MarkElement = Readonly<{ attributes: Attributes }> &
  (
    | Readonly<{ tag: 'path'; at: Corner | null }>
    | Readonly<{ tag: 'line' | 'rect'; at: null }>
    | Readonly<{ tag: 'polygon'; at: null; corners: readonly Corner[] }>
    | Readonly<{ tag: 'text'; at: null; text: string }>
  );

/** The elements of a mark, the only place that knows how one is drawn. */
export function elementsOf(mark: Mark, paint: (ink: Ink) => string): MarkElement[] {
  switch (mark.kind) {
    case 'line':
      return [
        lineElement(mark.from, mark.to, { ...stroke(mark, paint), ...(mark.round ? { strokeLinecap: 'round' } : {}) }),
      ];
    case 'whisker':
      return whiskerElements(mark, paint);
    case 'marker':
      return [markerElement(mark, paint)];
    case 'diamond': {
      const { low, middle, high, y, half } = mark;
      const corners: Corner[] = [
        [low, y],
        [middle, y - half],
        [high, y],
        [middle, y + half],
      ];
      return [{ tag: 'polygon', at: null, corners: corners.map(tidy), attributes: { fill: paint(mark.ink) } }];
    }
    case 'step':
      return [pathElement(stepPath(mark.corners), { fill: 'none', ...stroke(mark, paint) })];
    case 'band':
      return [pathElement(areaPath(mark.corners), { fill: paint(mark.ink), ...opacity('fillOpacity', mark.opacity) })];
    case 'censor':
      return [
        pathElement(mark.at.map(([x, y]) => `M${px(x)},${px(y - mark.half)}v${px(2 * mark.half)}`).join(''), {
          fill: 'none',
          ...stroke(mark, paint),
        }),
      ];
    case 'bar':
      return barElements(mark, paint);
    case 'arrow': {
      const { foot, tip } = mark;
      const side = tip > foot ? 1 : -1;
      const d = `M${px(foot)},0H${px(tip)}M${px(tip - side * 4)},-3.5L${px(tip)},0L${px(tip - side * 4)},3.5`;
      return [{ tag: 'path', at: tidy(mark.at), attributes: { d, fill: 'none', ...stroke(mark, paint) } }];
    }
    case 'path': {
      const area = { fill: paint(mark.ink), ...opacity('fillOpacity', mark.opacity) };
      const attributes = { d: mark.d, ...(mark.fill === true ? area : { fill: 'none', ...stroke(mark, paint) }) };
      return [{ tag: 'path', at: mark.at === undefined ? null : tidy(mark.at), attributes }];
    }
    case 'label':
    case 'cell':
      return [textElement(mark, paint)];
  }
}

/** A coordinate with at most two decimals. */
function px(value: number): number {
  return Math.round(value * 100) / 100;
}

function tidy([x, y]: Corner): Corner {
  return [px(x), px(y)];
}

function whiskerElements(mark: Extract<Mark, { kind: 'whisker' }>, paint: (ink: Ink) => string): MarkElement[] {
  const { dash: _, ...solid } = mark;
  const upright = mark.from[0] === mark.to[0];
  const cap = upright ? `M${-mark.cap},0H${mark.cap}` : `M0,${-mark.cap}V${mark.cap}`;
  return [
    lineElement(mark.from, mark.to, stroke(mark, paint)),
    ...[mark.from, mark.to].map(
      (at): MarkElement => ({
        tag: 'path',
        at: tidy(at),
        attributes: { d: cap, fill: 'none', ...stroke(solid, paint) },
      }),
    ),
  ];
}

function markerElement(
  { at, shape, radius, ink, open }: Extract<Mark, { kind: 'marker' }>,
  paint: (ink: Ink) => string,
): MarkElement {
  return {
    tag: 'path',
    at: tidy(at),
    attributes: {
      d: markerPath(shape, radius),
      fill: paint(open ? 'ground' : ink),
      stroke: paint(open ? ink : 'ground'),
      strokeWidth: open ? EDGE.open : EDGE.filled,
    },
  };
}

function barElements(
  { from, to, fill, edge, dash, pattern, opacity: share }: Extract<Mark, { kind: 'bar' }>,
  paint: (ink: Ink) => string,
): MarkElement[] {
  const rect: MarkElement = {
    tag: 'rect',
    at: null,
    attributes: {
      x: px(from[0]),
      y: px(from[1]),
      width: px(to[0] - from[0]),
      height: px(to[1] - from[1]),
      fill: paint(fill),
      ...opacity('fillOpacity', share),
      ...(edge === null ? {} : { stroke: paint(edge), strokeWidth: 1.2 }),
      ...(dash === undefined ? {} : { strokeDasharray: dash.join(' ') }),
    },
  };
  if (pattern === undefined || pattern.path === '') return [rect];
  const { path, ink, width } = pattern;
  return [rect, pathElement(path, { fill: 'none', stroke: paint(ink), strokeWidth: width })];
}

function textElement(mark: Extract<Mark, { kind: 'label' | 'cell' }>, paint: (ink: Ink) => string): MarkElement {
  const { at, text, size, weight, ink, anchor } = mark;
  const around: Attributes =
    mark.kind === 'label' && mark.edge
      ? { stroke: paint('ground'), strokeWidth: 4, strokeLinejoin: 'round', paintOrder: 'stroke' }
      : {};
  return {
    tag: 'text',
    at: null,
    text,
    attributes: {
      x: px(at[0]),
      y: px(at[1]),
      fontSize: size,
      ...(weight === 400 ? {} : { fontWeight: weight }),
      fill: paint(ink),
      ...(anchor === 'start' ? {} : { textAnchor: anchor }),
      ...around,
    },
  };
}

function lineElement([x1, y1]: Corner, [x2, y2]: Corner, attributes: Attributes): MarkElement {
  return { tag: 'line', at: null, attributes: { x1: px(x1), y1: px(y1), x2: px(x2), y2: px(y2), ...attributes } };
}

function pathElement(d: string, attributes: Attributes): MarkElement {
  return { tag: 'path', at: null, attributes: { d, ...attributes } };
}

function stepPath(corners: readonly Corner[]): string {
  return corners.map(([x, y], i) => (i === 0 ? `M${px(x)},${px(y)}` : `H${px(x)}V${px(y)}`)).join('');
}

function areaPath(corners: readonly Corner[]): string {
  return corners.length === 0 ? '' : `M${corners.map(([x, y]) => `${px(x)},${px(y)}`).join('L')}Z`;
}

type Stroked = Readonly<{ ink: Ink; width: number; dash?: readonly number[]; opacity?: number }>;

function stroke({ ink, width, dash, opacity: share }: Stroked, paint: (ink: Ink) => string): Attributes {
  return {
    stroke: paint(ink),
    strokeWidth: width,
    ...(dash === undefined ? {} : { strokeDasharray: dash.join(' ') }),
    ...opacity('strokeOpacity', share),
  };
}

function opacity(name: 'fillOpacity' | 'strokeOpacity', share: number | undefined): Attributes {
  return share === undefined ? {} : { [name]: share };
}
