import { median, type Place } from '../geometry';
import type { PanelHints } from '../hints';
import { axesOfPanels } from '../raster/raster-axes';
import { cropOf, darkness, rotated, type Plane, type RasterImage } from '../raster/image';
import { skewOf } from '../raster/skew';
import { FigureReadingError } from '../refusal';
import { axisValues } from '../person/sheet';
import { labelledAxes, type LabelledAxes } from './axis-proposal';
import type { LabelAxis } from './label-axis';
import { printedWords, type LetterReader, type PrintedWord } from './printed-words';

/** What stands beside an axis, as a proposal; `first` and `last` are null where the outermost label was not read. */
export type AxisProposal = Readonly<{
  first: number | null;
  last: number | null;
  step: number;
  labels: number;
  /** Labels that were read and lie off the line of the others, as they were read. */
  misread: readonly string[];
  /** Labels at even distances that were not read. */
  unread: number;
}>;

/** A number in the picture, in its pixels; `text` is null where it was not read without doubt. */
export type LetterCell = Readonly<{ at: Place; height: number; text: string | null; colour: string }>;

/** Whether the ticks that were found by themselves stand where the labels do; `none` where no ticks were found. */
export type TicksSay = 'agree' | 'differ' | 'none';

export type FoundLetters = Readonly<{
  axes: Readonly<{ x: AxisProposal; y: AxisProposal; as: 'percent' | 'fraction'; ticks: TicksSay }> | null;
  cells: readonly LetterCell[];
}>;

/** The numbers of a picture: the labels of its axes, and every other number that stands in rows, for the table under it. */
export function readLetters(image: RasterImage, read: LetterReader): FoundLetters {
  const skew = skewOf(darkness(image));
  const straight = skew === 0 ? image : rotated(image, skew);
  const dark = darkness(straight);
  const upright = printedWords(dark, false, read);
  // Labels that read upwards are looked for only where none stand upright: it is the slower half.
  const found = labelledAxes(upright) ?? labelledAxes([...upright, ...printedWords(dark, true, read)]);
  const [cos, sin] = [Math.cos(skew), Math.sin(skew)];
  const back = ([x, y]: Place): Place => [cos * x - sin * y, sin * x + cos * y];
  return {
    axes: found === null ? null : proposalOf(found, dark),
    cells: upright.map((word) => ({
      at: back(middleOf(word)),
      height: word.height,
      text: word.text,
      colour: inkColour(straight, word),
    })),
  };
}

const middleOf = ({ box }: PrintedWord): Place => [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];

function proposalOf({ x, y }: LabelledAxes, dark: Plane): FoundLetters['axes'] {
  const isPercent = y.labels.some(({ value, word }) => value > 1.5 || (word.text ?? '').includes('%'));
  const as = isPercent ? 'percent' : 'fraction';
  return { x: axisOf(x, 'x', dark), y: axisOf(y, 'y', dark), as, ticks: ticksSay({ x, y }, as, dark) };
}

function axisOf(axis: LabelAxis, along: 'x' | 'y', dark: Plane): AxisProposal {
  const { labels, step, misread, unread, isOpen } = axis;
  const [first, last] = [labels[0]?.value ?? 0, labels.at(-1)?.value ?? 0];
  const before = first - step >= -1e-9 && isInked(axis, first - step, along, dark);
  return {
    first: isOpen.first || before ? null : first,
    last: isOpen.last || isInked(axis, last + step, along, dark) ? null : last,
    step,
    labels: labels.length,
    misread,
    unread,
  };
}

/** Darkness of a printed pixel, and how many of them are no speck. */
const [PRINTED, SPECK] = [0.3, 4] as const;

/** Whether something is printed where the label of a value would stand: letters that melted into something are no word. */
function isInked({ labels, slope, offset }: LabelAxis, value: number, along: 'x' | 'y', dark: Plane): boolean {
  const [at, boxes] = [slope * value + offset, labels.map(({ word }) => word.box)];
  const half = median(labels.map(({ word }) => word.height)) / 2;
  const own = {
    x0: Math.min(...boxes.map(({ x0 }) => x0)),
    x1: Math.max(...boxes.map(({ x1 }) => x1)),
    y0: Math.min(...boxes.map(({ y0 }) => y0)),
    y1: Math.max(...boxes.map(({ y1 }) => y1)),
  };
  const { box } = cropOf(
    dark,
    along === 'x' ? { ...own, x0: at - half, x1: at + half } : { ...own, y0: -at - half, y1: -at + half },
  );
  let printed = 0;
  for (let y = box.y0; y < box.y1; y += 1)
    for (let x = box.x0; x < box.x1; x += 1) printed += (dark.values[y * dark.width + x] ?? 0) > PRINTED ? 1 : 0;
  return printed >= SPECK;
}

/** Of the height of a digit: a tick stands no farther from the middle of its label. */
const OFF_TICK = 0.6;

/** The ticks are sought by themselves, from the numbers alone, and only then laid beside the labels. */
function ticksSay({ x, y }: LabelledAxes, as: PanelHints['y']['as'], dark: Plane): TicksSay {
  const values = ({ labels, step }: LabelAxis): number[] | null =>
    axisValues(labels[0]?.value ?? 0, labels.at(-1)?.value ?? 0, step);
  const [times, levels] = [values(x), values(y)];
  if (times === null || levels === null) return 'none';
  const hints: PanelHints = {
    x: { unit: null, values: times },
    y: { as, shows: 'survival', values: levels },
    clicks: [],
    curves: [],
  };
  const [axes] = axesOfPanels(dark, [hints]);
  if (axes === undefined || axes instanceof FigureReadingError || !axes.isSure) return 'none';
  const scale = as === 'percent' ? 100 : 1;
  const off = [
    ...x.labels.map(({ value, at, word }) => Math.abs(axes.x.slope * value + axes.x.offset - at) / word.height),
    ...y.labels.map(
      ({ value, at, word }) => Math.abs((axes.y.slope * value) / scale + axes.y.offset + at) / word.height,
    ),
  ];
  return Math.max(...off) < OFF_TICK ? 'agree' : 'differ';
}

/** The colour of the darkest pixel of a word. */
function inkColour({ width, data }: RasterImage, { box }: PrintedWord): string {
  let [best, light] = [0, Infinity];
  for (let y = box.y0; y < box.y1; y += 1) {
    for (let x = box.x0; x < box.x1; x += 1) {
      const at = 4 * (y * width + x);
      const own = (data[at] ?? 255) + (data[at + 1] ?? 255) + (data[at + 2] ?? 255);
      if (own < light) [best, light] = [at, own];
    }
  }
  return `#${[0, 1, 2].map((c) => (data[best + c] ?? 0).toString(16).padStart(2, '0')).join('')}`;
}
