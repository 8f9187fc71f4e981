import { apply, boxOf, intersection, multiply, scaleOf, type Box, type Matrix } from '../geometry';
import { FigureReadingError } from '../refusal';
import type { Drawing } from './drawing';
import { firstState, textStart, type GraphicsState } from './graphics-state';
import type { PdfLibrary } from './library';
import { subpaths } from './path-data';
import { showText, type FontMatrixOf, type TextState } from './text-operators';

/** pdf.js hands on what a page does as two lists: what, and with which arguments. */
export type OperatorList = Readonly<{ fnArray: readonly number[]; argsArray: readonly unknown[] }>;

/** What no figure needs: a page beyond it is a map or a scatter plot of a whole genome. */
const LARGEST_DRAWING = 400_000;
const DEEPEST_STACK = 400;

type Painter = TextState & { stack: GraphicsState[]; pendingClip: boolean; drawing: Drawing; painted: number };
type Handler = (painter: Painter, args: readonly unknown[]) => void;

const numbers = (value: unknown): number[] =>
  Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value as ArrayLike<unknown>, Number) : [];
const matrixOf = (value: unknown): Matrix => {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(value);
  return [a, b, c, d, e, f];
};

/**
 * What is on a page: lines, fills, letters and images at their places as a viewer shows them, in points from the upper left
 * corner. Forms, rotations and clips are followed; what is fully transparent is left out. Colours come from pdf.js as RGB.
 */
export function drawingOfPage(
  operators: OperatorList,
  ops: PdfLibrary['OPS'],
  page: Readonly<{ matrix: Matrix; width: number; height: number }>,
  fontMatrix: FontMatrixOf,
): Drawing {
  if (operators.fnArray.length > LARGEST_DRAWING)
    throw new FigureReadingError('too_much_drawing', null, String(LARGEST_DRAWING));
  const clip = { x0: 0, y0: 0, x1: page.width, y1: page.height };
  const drawing: Drawing = { width: page.width, height: page.height, strokes: [], fills: [], glyphs: [], images: [] };
  const painter: Painter = {
    state: firstState(page.matrix, clip),
    stack: [],
    place: textStart(),
    glyphs: drawing.glyphs,
    fontMatrix,
    pendingClip: false,
    drawing,
    painted: 0,
  };
  const handlers = handlersOf(ops);
  operators.fnArray.forEach((operator, i) => {
    const args = operators.argsArray[i];
    handlers.get(operator)?.(painter, Array.isArray(args) || ArrayBuffer.isView(args) ? (args as unknown[]) : []);
  });
  return drawing;
}

function handlersOf(ops: PdfLibrary['OPS']): Map<number, Handler> {
  return new Map<number, Handler>([
    ...stateHandlers(ops),
    ...colourHandlers(ops),
    ...paintHandlers(ops),
    ...textHandlers(ops),
  ]);
}

function save(painter: Painter): void {
  if (painter.stack.length < DEEPEST_STACK) painter.stack.push({ ...painter.state });
}

function restore(painter: Painter): void {
  const before = painter.stack.pop();
  if (before !== undefined) painter.state = before;
}

function clipTo(painter: Painter, x0: number, y0: number, x1: number, y1: number): void {
  const corners = [
    apply(painter.state.matrix, x0, y0),
    apply(painter.state.matrix, x1, y0),
    apply(painter.state.matrix, x0, y1),
    apply(painter.state.matrix, x1, y1),
  ];
  painter.state.clip = intersection(painter.state.clip, boxOf(corners));
}

function stateHandlers(ops: PdfLibrary['OPS']): [number, Handler][] {
  return [
    [ops.save, save],
    [ops.restore, restore],
    [ops.transform, (painter, args) => void (painter.state.matrix = multiply(painter.state.matrix, matrixOf(args)))],
    [ops.setLineWidth, ({ state }, [width]) => void (state.width = Number(width))],
    [ops.setDash, ({ state }, [dash]) => void (state.dash = numbers(dash))],
    [ops.setGState, ({ state }, [entries]) => graphicsStateEntries(state, entries)],
    [ops.clip, (painter) => void (painter.pendingClip = true)],
    [ops.eoClip, (painter) => void (painter.pendingClip = true)],
    [
      ops.paintFormXObjectBegin,
      (painter, [matrix, box]) => {
        save(painter);
        if (matrix !== null && matrix !== undefined)
          painter.state.matrix = multiply(painter.state.matrix, matrixOf(matrix));
        const [x0, y0, x1, y1] = numbers(box);
        if (x0 !== undefined && y0 !== undefined && x1 !== undefined && y1 !== undefined)
          clipTo(painter, x0, y0, x1, y1);
      },
    ],
    [ops.paintFormXObjectEnd, restore],
    [ops.beginGroup, save],
    [ops.endGroup, restore],
  ];
}

function graphicsStateEntries(state: GraphicsState, entries: unknown): void {
  if (!Array.isArray(entries)) return;
  for (const [key, value] of entries as [string, unknown][]) {
    if (key === 'LW') state.width = Number(value);
    if (key === 'CA') state.strokeOpacity = Number(value);
    if (key === 'ca') state.fillOpacity = Number(value);
    if (key === 'D' && Array.isArray(value)) state.dash = numbers(value[0]);
    if (key === 'Font' && Array.isArray(value)) [state.font, state.fontSize] = [String(value[0]), Number(value[1])];
  }
}

function colourHandlers(ops: PdfLibrary['OPS']): [number, Handler][] {
  const stroke: Handler = ({ state }, [colour]) =>
    void (state.stroke = typeof colour === 'string' ? colour : state.stroke);
  const fill: Handler = ({ state }, [colour]) => void (state.fill = typeof colour === 'string' ? colour : state.fill);
  return [
    [ops.setStrokeRGBColor, stroke],
    [ops.setFillRGBColor, fill],
    [ops.setStrokeTransparent, ({ state }) => void (state.stroke = 'none')],
    [ops.setFillTransparent, ({ state }) => void (state.fill = 'none')],
    // Patterns have no one colour; their lines are kept and carry none.
    [ops.setStrokeColorN, ({ state }) => void (state.stroke = 'pattern')],
    [ops.setFillColorN, ({ state }) => void (state.fill = 'pattern')],
  ];
}

function paintHandlers(ops: PdfLibrary['OPS']): [number, Handler][] {
  const strokes = new Set<unknown>([
    ops.stroke,
    ops.closeStroke,
    ops.fillStroke,
    ops.eoFillStroke,
    ops.closeFillStroke,
    ops.closeEOFillStroke,
  ]);
  const fills = new Set<unknown>([
    ops.fill,
    ops.eoFill,
    ops.fillStroke,
    ops.eoFillStroke,
    ops.closeFillStroke,
    ops.closeEOFillStroke,
  ]);
  const image: Handler = ({ state, drawing }, [id, width, height]) => {
    if (typeof id === 'string')
      drawing.images.push({ id, place: state.matrix, pixels: { width: Number(width), height: Number(height) } });
  };
  return [
    [ops.paintImageXObject, image],
    [
      ops.constructPath,
      (painter, [paint, data]) => {
        const packed: unknown = Array.isArray(data) ? data[0] : null;
        const found = subpaths(numbers(packed), painter.state.matrix);
        painter.painted += found.reduce((sum, { places }) => sum + places.length, 0);
        if (painter.painted > LARGEST_DRAWING)
          throw new FigureReadingError('too_much_drawing', null, String(LARGEST_DRAWING));
        if (found.length > 0 && strokes.has(paint)) addStrokes(painter, found);
        if (found.length > 0 && fills.has(paint)) addFill(painter, found);
        if (painter.pendingClip) {
          const box = found.length > 0 ? boxOf(found.flatMap(({ places }) => places)) : null;
          if (box !== null) painter.state.clip = intersection(painter.state.clip, box);
          painter.pendingClip = false;
        }
      },
    ],
  ];
}

function addStrokes({ state, drawing }: Painter, found: ReturnType<typeof subpaths>): void {
  if (state.strokeOpacity === 0 || state.stroke === 'none') return;
  const scale = scaleOf(state.matrix);
  const dash = state.dash.map((length) => length * scale);
  for (const { places } of found)
    drawing.strokes.push({
      places,
      box: boxOf(places),
      colour: state.stroke,
      width: state.width * scale,
      dash: dash.some((length) => length > 0) ? dash : [],
      clip: state.clip,
    });
}

function addFill({ state, drawing }: Painter, found: ReturnType<typeof subpaths>): void {
  if (state.fillOpacity === 0 || state.fill === 'none') return;
  const outlines = found.map(({ places }) => places);
  const box: Box = boxOf(outlines.flat());
  drawing.fills.push({ outlines, box, colour: state.fill, clip: state.clip });
}

function textHandlers(ops: PdfLibrary['OPS']): [number, Handler][] {
  const move = (painter: Painter, x: number, y: number): void => {
    painter.place.line = multiply(painter.place.line, [1, 0, 0, 1, x, y]);
    painter.place.text = painter.place.line;
  };
  return [
    [ops.beginText, (painter) => void (painter.place = textStart())],
    [ops.setFont, ({ state }, [font, size]) => void ([state.font, state.fontSize] = [String(font), Number(size)])],
    [
      ops.setTextMatrix,
      (painter, [matrix]) => void (painter.place = { text: matrixOf(matrix), line: matrixOf(matrix) }),
    ],
    [ops.moveText, (painter, [x, y]) => move(painter, Number(x), Number(y))],
    [
      ops.setLeadingMoveText,
      (painter, [x, y]) => {
        painter.state.leading = -Number(y);
        move(painter, Number(x), Number(y));
      },
    ],
    [ops.nextLine, (painter) => move(painter, 0, -painter.state.leading)],
    [ops.setLeading, ({ state }, [leading]) => void (state.leading = Number(leading))],
    [ops.setCharSpacing, ({ state }, [spacing]) => void (state.charSpacing = Number(spacing))],
    [ops.setWordSpacing, ({ state }, [spacing]) => void (state.wordSpacing = Number(spacing))],
    [ops.setHScale, ({ state }, [scale]) => void (state.scaling = Number(scale) / 100)],
    [ops.setTextRise, ({ state }, [rise]) => void (state.rise = Number(rise))],
    [ops.setTextRenderingMode, ({ state }, [mode]) => void (state.invisible = Number(mode) === 3)],
    [ops.showText, (painter, [glyphs]) => showText(painter, glyphs)],
  ];
}
