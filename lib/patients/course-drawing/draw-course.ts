import type { PatientRecord } from '../records/record';
import { daysBetween } from '../timeline';
import type { RecordInputs } from '../schema';

export type Ink = 'ink' | 'muted' | 'line' | 'ground' | 'accent';
/** One element of an SVG drawing, which page and file only render. */
export type Shape = Readonly<{
  tag: 'line' | 'circle' | 'rect' | 'path' | 'text';
  attributes: Readonly<Record<string, string | number>>;
  text?: string;
}>;
export type CourseDrawing = Readonly<{ width: number; height: number; shapes: readonly Shape[] }>;

/** What the drawing says in the reader's language. */
export type CourseWords = Readonly<{
  mrd: string;
  limits: string;
  day: (days: number) => string;
  years: (years: number) => string;
  /** A share of cells in percent. */
  percent: (percent: number) => string;
  treatment: (treatment: RecordInputs['treatment']) => string;
  mark: (what: CourseMark) => string;
}>;
export type CourseMark =
  | 'remission'
  | 'later-remission'
  | 'transplant'
  | 'induction-failure'
  | 'relapse'
  | 'second-malignancy'
  | 'death'
  | 'follow-up';

type Settings = Readonly<{ width: number; words: CourseWords; paint: (ink: Ink) => string }>;
type Frame = Settings & Readonly<{ x: (date: string) => number; left: number; right: number }>;

const LEFT = 68;
/** Half of the last label of the axis stands beyond its end. */
const RIGHT = 24;
const TYPE = 12;
/** Units of width that a letter of the caption takes at most, on average. */
const LETTER = 6.6;
const LINE = 15;
const ROW = 20;
const MRD_HEIGHT = 130;
/** Powers of ten of percent between which MRD is drawn: from 100 % to one cell in ten million. */
const MRD_POWERS = { top: 2, bottom: -5 } as const;
const DAYS_PER_YEAR = 365.25;

/**
 * The course of one patient from the diagnosis to its last record: what was given, MRD on a log axis with the limits of
 * detection and quantification of each sample, remissions, transplants, events and visits. Null where nothing follows the
 * diagnosis.
 */
export function drawCourse(record: PatientRecord, settings: Settings): CourseDrawing | null {
  const start = record.identity.diagnosisDate;
  const marks = marksOf(record);
  const days = [
    ...marks.map(({ date }) => date),
    ...record.records.mrd.map(({ date }) => date),
    ...record.records.treatment.flatMap(({ startDate, endDate }) => [startDate, endDate ?? startDate]),
  ].map((date) => daysBetween(start, date));
  const total = Math.max(0, ...days);
  if (total === 0) return null;
  const right = settings.width - RIGHT;
  const x = (date: string): number => LEFT + ((right - LEFT) * daysBetween(start, date)) / total;
  const frame: Frame = { ...settings, x, left: LEFT, right };
  const shapes: Shape[] = [];
  let y = 8;
  if (record.records.mrd.length > 0) {
    const caption = wrapped(`${settings.words.mrd}. ${settings.words.limits}`, (right - LEFT) / LETTER);
    shapes.push(...mrdPanel(record, frame, y), ...captionLines(frame, caption, y + MRD_HEIGHT + 18));
    y += MRD_HEIGHT + 14 + caption.length * LINE;
  }
  for (const treatment of record.records.treatment) {
    const { bar, lines } = treatmentBar(treatment, frame, y);
    shapes.push(...bar);
    y += ROW + 6 + (lines - 1) * LINE;
  }
  const base = y + 10;
  const { line, labels } = axis(frame, total, base);
  shapes.push(...line);
  y = base + 30;
  // The latest on top: then no line of a later mark runs through the words of an earlier one.
  const named = marks.filter(({ what }) => what !== 'follow-up').sort((a, b) => (a.date < b.date ? 1 : -1));
  for (const { what, date } of named) {
    const text = `${settings.words.mark(what)} · ${settings.words.day(daysBetween(start, date))}`;
    const mark = markLine(frame, { what, at: x(date), base, y, text });
    shapes.push(...mark.line);
    labels.push(...mark.label);
    y += ROW;
  }
  for (const { date } of marks.filter(({ what }) => what === 'follow-up'))
    shapes.push(lineShape(frame, [x(date), base - 5, x(date), base + 5], 'ink', 1.5));
  // Last, each on a ground of its own: the lines of the marks run behind them.
  shapes.push(...labels);
  return { width: settings.width, height: y + 4, shapes };
}

function marksOf({ response, records }: PatientRecord): { what: CourseMark; date: string }[] {
  return [
    ...(response.remissionDate === null ? [] : [{ what: 'remission' as const, date: response.remissionDate }]),
    ...records.transplant.map(({ date }) => ({ what: 'transplant' as const, date })),
    ...records.event.flatMap(({ kind, date, remissionDate }) => [
      { what: kind, date },
      ...(remissionDate === null ? [] : [{ what: 'later-remission' as const, date: remissionDate }]),
    ]),
    ...records['follow-up'].map(({ date }) => ({ what: 'follow-up' as const, date })),
  ];
}

/** The height of a share of cells in percent on the log axis; what lies outside stands on its edge. */
export function mrdHeight(percent: number, top: number): number {
  const power = Math.min(MRD_POWERS.top, Math.max(MRD_POWERS.bottom, Math.log10(percent)));
  return top + (MRD_HEIGHT * (MRD_POWERS.top - power)) / (MRD_POWERS.top - MRD_POWERS.bottom);
}

function mrdPanel({ records }: PatientRecord, frame: Frame, top: number): Shape[] {
  const { x, left, right, words } = frame;
  const grid = [100, 1, 0.01, 0.0001].flatMap((percent): Shape[] => {
    const y = mrdHeight(percent, top);
    return [
      lineShape(frame, [left, y, right, y], 'line', 1),
      textShape(frame, { x: left - 6, y: y + 4, anchor: 'end', ink: 'muted' }, words.percent(percent)),
    ];
  });
  const samples = records.mrd.flatMap((sample): Shape[] => {
    const at = x(sample.date);
    const limits = [
      ...(sample.sensitivityPercent === null ? [] : [{ percent: sample.sensitivityPercent, dash: '' }]),
      ...(sample.quantificationPercent === null ? [] : [{ percent: sample.quantificationPercent, dash: '2 2' }]),
    ].map(({ percent, dash }) => {
      const y = mrdHeight(percent, top);
      return lineShape(frame, [at - 7, y, at + 7, y], 'muted', 1.5, dash);
    });
    return [...limits, sampleShape(sample, frame, at, top)];
  });
  return [...grid, ...samples];
}

/** Measured: filled at its value. Positive below quantification: open, between the limits. Negative: a triangle under the limit of detection. */
function sampleShape(sample: RecordInputs['mrd'], { paint }: Frame, at: number, top: number): Shape {
  const lowest = 10 ** MRD_POWERS.bottom;
  const detection = sample.sensitivityPercent ?? lowest;
  if (sample.result === 'quantified' && sample.valuePercent !== null)
    return { tag: 'circle', attributes: { cx: at, cy: mrdHeight(sample.valuePercent, top), r: 4, fill: paint('ink') } };
  const edge = { fill: paint('ground'), stroke: paint('ink'), 'stroke-width': 1.5 };
  if (sample.result === 'positive-not-quantifiable') {
    const between = Math.sqrt(detection * (sample.quantificationPercent ?? detection * 10));
    return { tag: 'circle', attributes: { cx: at, cy: mrdHeight(between, top), r: 4, ...edge } };
  }
  const y = mrdHeight(detection, top) + 2;
  return { tag: 'path', attributes: { d: `M${at - 5} ${y} L${at + 5} ${y} L${at} ${y + 8} Z`, ...edge } };
}

/** The bar of a treatment under its name, which takes as many lines as it has no room beside the bar's start or end. */
function treatmentBar(
  treatment: RecordInputs['treatment'],
  frame: Frame,
  top: number,
): { bar: Shape[]; lines: number } {
  const { x, right, left, words, paint } = frame;
  const from = x(treatment.startDate);
  const to = treatment.endDate === null ? right : x(treatment.endDate);
  const before = from > left + (right - left) * 0.55;
  const at = before ? Math.max(from + 2, to) : from;
  const lines = wrapped(words.treatment(treatment), (before ? at : right + RIGHT - at) / LETTER);
  const under = top + (lines.length - 1) * LINE;
  const names = lines.map((line, index) =>
    textShape(frame, { x: at, y: top + 11 + index * LINE, anchor: before ? 'end' : 'start', ink: 'ink' }, line),
  );
  const box = { x: from, y: under + 16, width: Math.max(2, to - from), height: 6 };
  const fill = paint(treatment.endDate === null ? 'ground' : 'accent');
  return {
    bar: [...names, { tag: 'rect', attributes: { ...box, fill, stroke: paint('accent') } }],
    lines: lines.length,
  };
}

function captionLines(frame: Frame, lines: readonly string[], top: number): Shape[] {
  return lines.map((line, index) =>
    textShape(frame, { x: frame.left, y: top + index * LINE, anchor: 'start', ink: 'muted' }, line),
  );
}

/** The text in lines of at most so many letters, broken between words, and within a word that is longer than a line. */
function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  const most = Math.max(1, Math.floor(letters));
  const words = text.split(' ').flatMap((word) => word.match(new RegExp(`.{1,${most}}`, 'gu')) ?? []);
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= letters) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Years where the course is long, months where it is short. */
function axis(frame: Frame, total: number, y: number): { line: Shape[]; labels: Shape[] } {
  const { left, right, words } = frame;
  const room = (right - left) / 70;
  const steps = [0.25, 0.5, 1, 2, 5, 10, 20];
  const step = steps.find((years) => total / (years * DAYS_PER_YEAR) <= room) ?? 20;
  const count = Math.floor(total / (step * DAYS_PER_YEAR));
  const at = (years: number): number => left + ((right - left) * years * DAYS_PER_YEAR) / total;
  const ticks = Array.from({ length: count + 1 }, (_, index) => index * step);
  return {
    line: [
      lineShape(frame, [left, y, right, y], 'ink', 2),
      ...ticks.map((years) => lineShape(frame, [at(years), y, at(years), y + 4], 'muted', 1)),
    ],
    labels: ticks.flatMap((years) => {
      const text = words.years(years);
      const half = (text.length * LETTER) / 2;
      const ground = { x: at(years) - half, y: y + 7, width: 2 * half, height: 13, fill: frame.paint('ground') };
      // The edge of letters leaves the space between number and unit open, where a line would show as a stroke of its own.
      return [
        { tag: 'rect' as const, attributes: ground },
        textShape(frame, { x: at(years), y: y + 17, anchor: 'middle', ink: 'muted' }, text),
      ];
    }),
  };
}

/** Words with the ground around them, so that a line behind does not run through their letters. */
function onGround({ paint }: Pick<Settings, 'paint'>, label: Shape): Shape[] {
  const ground = { fill: paint('ground'), stroke: paint('ground'), 'stroke-width': 4 };
  return [{ ...label, attributes: { ...label.attributes, ...ground } }, label];
}

type MarkAt = Readonly<{ what: CourseMark; at: number; base: number; y: number; text: string }>;

function markLine(frame: Frame, { what, at, base, y, text }: MarkAt): { line: Shape[]; label: Shape[] } {
  const { left, right, paint } = frame;
  const strong = what !== 'remission' && what !== 'later-remission' && what !== 'transplant';
  const before = at > left + (right - left) * 0.55;
  const sign: Shape =
    what === 'death'
      ? { tag: 'rect', attributes: { x: at - 4.5, y: base - 4.5, width: 9, height: 9, fill: paint('ink') } }
      : {
          tag: 'circle',
          attributes: {
            cx: at,
            cy: base,
            r: 4.5,
            fill: paint(strong ? 'ink' : 'ground'),
            stroke: paint('ink'),
            'stroke-width': 1.5,
          },
        };
  const words = textShape(
    frame,
    { x: before ? at - 6 : at + 6, y: y + 4, anchor: before ? 'end' : 'start', ink: 'ink' },
    text,
  );
  return {
    line: [lineShape(frame, [at, base, at, y], strong ? 'ink' : 'line', 1), sign],
    label: onGround(frame, { ...words, attributes: { ...words.attributes, 'font-weight': strong ? 600 : 400 } }),
  };
}

function lineShape(
  { paint }: Pick<Settings, 'paint'>,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  ink: Ink,
  width: number,
  dash = '',
): Shape {
  const dashes: Shape['attributes'] = dash === '' ? {} : { 'stroke-dasharray': dash };
  return { tag: 'line', attributes: { x1, y1, x2, y2, stroke: paint(ink), 'stroke-width': width, ...dashes } };
}

type TextAt = Readonly<{ x: number; y: number; anchor: 'start' | 'middle' | 'end'; ink: Ink }>;

function textShape({ paint }: Pick<Settings, 'paint'>, { x, y, anchor, ink }: TextAt, text: string): Shape {
  return { tag: 'text', attributes: { x, y, 'text-anchor': anchor, 'font-size': TYPE, fill: paint(ink) }, text };
}

/** The drawing as a file's SVG. */
export function drawingSvg({ width, height, shapes }: CourseDrawing): string {
  const body = shapes.map(({ tag, attributes, text }) => {
    const said = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
    return text === undefined ? `<${tag}${said.join('')}/>` : `<${tag}${said.join('')}>${escaped(text)}</${tag}>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${body.join('')}</svg>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
