import { performance } from 'node:perf_hooks';
import { guessChoice } from '../lib/analysis/choice';
import { answerAnalysis } from '../lib/analysis/request';
import { openFile } from '../lib/tables/open';

const ROWS = 1_000_000;
/** Of the processor, so that what else the machine does is not measured. */
const LIMIT_SECONDS = 40;
const LIMIT_MEGABYTES = 1024;

/** A repeatable table of ids, times, statuses and groups; times with two decimals, so that there are many different ones. */
function madeUpTable(rows: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(40 * rows);
  const encoder = new TextEncoder();
  let length = encoder.encodeInto('id,months,status,arm,age\n', bytes).written;
  let state = 20_260_101;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let row = 1; row <= rows; row += 1) {
    const months = (-40 * Math.log(1 - next())).toFixed(2);
    const line = `P${row},${months},${next() < 0.6 ? 1 : 0},${next() < 0.5 ? 'Control' : 'Treated'},${Math.floor(next() * 365)}\n`;
    length += encoder.encodeInto(line, bytes.subarray(length)).written;
  }
  return bytes.slice(0, length);
}

const megabytes = (): number => Math.round(process.memoryUsage().rss / 2 ** 20);
let peak = megabytes();
const watch = (): void => {
  peak = Math.max(peak, megabytes());
};

const bytes = madeUpTable(ROWS);
const before = megabytes();
const moment = (): Readonly<{ clock: number; processor: number }> => {
  const { user, system } = process.cpuUsage();
  watch();
  return { clock: performance.now() / 1000, processor: (user + system) / 1e6 };
};

const started = moment();
const { table } = await openFile(new Blob([bytes]), 'million.csv', {}, watch);
const opened = moment();
if (table === null) throw new Error('the table was refused');
const answer = answerAnalysis(table, guessChoice(table.view), null);
const analysed = moment();
const rounded = (seconds: number): number => Math.round(10 * seconds) / 10;
const row = (what: string, from: typeof started, to: typeof started): Record<string, string | number> => ({
  what,
  seconds: rounded(to.clock - from.clock),
  'of the processor': rounded(to.processor - from.processor),
});

console.table([
  row(`read ${ROWS} rows (${Math.round(bytes.length / 2 ** 20)} MB)`, started, opened),
  row('analyse them', opened, analysed),
]);
console.log(`memory: ${before} MB before, at most ${peak} MB`);
if (answer.analysis?.curves.reduce((sum, { n }) => sum + n, 0) !== ROWS) throw new Error('rows were lost');
if (analysed.processor - started.processor > LIMIT_SECONDS)
  throw new Error(`more than ${LIMIT_SECONDS} s of the processor`);
if (peak > LIMIT_MEGABYTES) throw new Error(`more than ${LIMIT_MEGABYTES} MB`);
