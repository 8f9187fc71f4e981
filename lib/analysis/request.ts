import { SurvivalInputError } from '@/lib/survival/errors';
import { openTable, type TableRefusal, type TableSource } from '@/lib/tables/open';
import type { FormatChoice } from '@/lib/tables/read-text';
import { cellOf, type Table, type TableView } from '@/lib/tables/table';
import { analyseOwnData, type OwnAnalysis } from './analysis';
import type { OwnChoice } from './choice';
import { forDrawing } from './curves';
import { readObservations, type OwnObservations } from './reading';
import type { Refusal } from './column-problems';

/** What a worker is asked: to open a table, or to analyse the one that it has; `times` null means the usual ones. */
export type OwnRequest = Readonly<
  | { kind: 'open'; source: TableSource; format: FormatChoice }
  | { kind: 'analyse'; choice: OwnChoice; times: readonly number[] | null }
>;

/** What was read of the rows, without the rows. */
export type ReadRows = Pick<
  OwnObservations,
  'rows' | 'problems' | 'problemCounts' | 'leftOut' | 'notChosen' | 'remarks'
> &
  Readonly<{ used: number }>;

/** An analysis, or the reason why there is none: a choice that is open, or the argument that the engine refused. */
export type OwnAnswer = Readonly<
  | { reading: ReadRows; analysis: OwnAnalysis; refused: null; engine: null }
  | { reading: ReadRows; analysis: null; refused: null; engine: string }
  | { reading: null; analysis: null; refused: Refusal; engine: null }
>;

/** What it says meanwhile and at the end. */
export type OwnMessage = Readonly<
  | { kind: 'progress'; done: number; of: number }
  | { kind: 'opened'; view: TableView }
  | { kind: 'refused'; refusal: TableRefusal }
  | { kind: 'answer'; answer: OwnAnswer }
>;

/** A table that stays where it was read, and the answers to what is asked of it; only what is drawn goes out. */
export function ownSession(say: (message: OwnMessage) => void): (request: OwnRequest) => Promise<void> {
  let table: Table | null = null;
  return async (request) => {
    if (request.kind === 'analyse') {
      if (table !== null) say({ kind: 'answer', answer: answerAnalysis(table, request.choice, request.times) });
      return;
    }
    table = null;
    const opened = await openTable(request.source, request.format, (done, of) => say({ kind: 'progress', done, of }));
    table = opened.table;
    say(
      opened.table === null
        ? { kind: 'refused', refusal: opened.refused }
        : { kind: 'opened', view: opened.table.view },
    );
  };
}

/** Analyses and turns a refusal of the engine into an answer; anything else is a fault and is thrown. */
export function answerAnalysis(table: Table, choice: OwnChoice, times: readonly number[] | null): OwnAnswer {
  const { observations, refused } = readObservations(table, choice);
  if (observations === null) return { reading: null, analysis: null, refused, engine: null };
  const { rows, problems, problemCounts, leftOut, notChosen, remarks, time } = observations;
  const reading = { rows, problems, problemCounts, leftOut, notChosen, remarks, used: time.length };
  try {
    const analysis = drawable(analyseOwnData(observations, choice.unit, times));
    return { reading: withoutSettled(reading, observations, analysis), analysis, refused: null, engine: null };
  } catch (error) {
    const intervals = intervalRefusal(table, observations, error);
    if (intervals !== null) return { reading: null, analysis: null, refused: intervals, engine: null };
    if (error instanceof SurvivalInputError) return { reading, analysis: null, refused: null, engine: error.message };
    throw error;
  }
}

/** Intervals of one patient that cannot both be true, by the row that is wrong. */
function intervalRefusal(table: Table, { subject }: OwnObservations, error: unknown): Refusal | null {
  if (!(error instanceof SurvivalInputError) || error.argument !== 'subject' || subject === null) return null;
  const row = subject.rows[error.row ?? 0] ?? 0;
  return {
    code: error.reason === 'after_event' ? 'after-event' : 'overlapping-intervals',
    line: table.lines[row] ?? 0,
    id: cellOf(table, subject.column, row),
  };
}

/** Where every patient counts once, ids that repeat are nothing to bear in mind. */
function withoutSettled(reading: ReadRows, { subject }: OwnObservations, { curves }: OwnAnalysis): ReadRows {
  const counted = curves.reduce((sum, { n }) => sum + n, 0);
  if (subject === null || new Set(subject.codes).size !== counted) return reading;
  return { ...reading, remarks: reading.remarks.filter(({ code }) => code !== 'ids-repeat') };
}

/** More corners than any screen or page has places; the tables are read from the whole curve before. */
const MOST_CORNERS = 5_000;

/** Long curves as they will be drawn, so that not a million corners have to be handed to the page. */
function drawable(analysis: OwnAnalysis): OwnAnalysis {
  const thin = <Point extends { time: number }>(points: readonly Point[]): Point[] =>
    forDrawing(points, analysis.axis.end, MOST_CORNERS);
  return {
    ...analysis,
    curves: analysis.curves.map((curve) => ({ ...curve, steps: thin(curve.steps), marks: thin(curve.marks) })),
    causes: analysis.causes.map((cause) => ({
      ...cause,
      groups: cause.groups.map((group) => ({ ...group, steps: thin(group.steps) })),
    })),
  };
}
