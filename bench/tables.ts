import { performance } from 'node:perf_hooks';
import { guessChoice } from '../lib/analysis/choice';
import { answerAnalysis } from '../lib/analysis/request';
import { openBytes } from '../lib/tables/open';

const ROWS = 1_000_000;
const LIMIT_SECONDS = 60;
const LIMIT_MEGABYTES = 1024;

/** A repeatable table of ids, times, statuses and groups; times with two decimals, so that there are many different ones. */
function madeUpTable(rows: number): Uint8Array {
  const lines = ['id,months,status,arm,age'];
  let state = 20_260_101;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let row = 1; row <= rows; row += 1) {
    const months = (-40 * Math.log(1 - next())).toFixed(2);
    lines.push(
      `P${row},${months},${next() < 0.6 ? 1 : 0},${next() < 0.5 ? 'Control' : 'Treated'},${Math.floor(next() * 365)}`,
    );
  }
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

const megabytes = (): number => Math.round(process.memoryUsage().rss / 2 ** 20);
let peak = megabytes();
const watch = (): void => {
  peak = Math.max(peak, megabytes());
};

const bytes = madeUpTable(ROWS);
const before = megabytes();
const started = performance.now();
const { table } = await openBytes(bytes, 'million.csv', {}, watch);
const opened = performance.now();
watch();
if (table === null) throw new Error('the table was refused');
const answer = answerAnalysis(table, guessChoice(table.view), null);
const analysed = performance.now();
watch();
const seconds = (from: number, to: number): number => Math.round((to - from) / 100) / 10;

console.table([
  { what: `read ${ROWS} rows (${Math.round(bytes.length / 2 ** 20)} MB)`, seconds: seconds(started, opened) },
  { what: 'analyse them', seconds: seconds(opened, analysed) },
]);
console.log(`memory: ${before} MB before, at most ${peak} MB`);
if (answer.analysis?.curves.reduce((sum, { n }) => sum + n, 0) !== ROWS) throw new Error('rows were lost');
if (seconds(started, analysed) > LIMIT_SECONDS) throw new Error(`slower than ${LIMIT_SECONDS} s`);
if (peak > LIMIT_MEGABYTES) throw new Error(`more than ${LIMIT_MEGABYTES} MB`);
