/**
 * Some minutes of 50 clients who do different things at once, of the program as it is started: pages that are kept, comparisons that
 * nobody asked for before, lists for programs, files, classifications, and the question whether the program is well. `npm run
 * bench -- mixed`, with MINUTES=10 for the goal (2 where nobody says, 0.2 to try it). Fails where anything is answered by an error (a refusal because too many wait
 * is counted by itself), or where the processes that answer grow by more than a fifth from the second quarter to the last.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../prisma/server';
import { reach } from './goals';
import { endProgram, startProgram, usageBelow } from './program';

const CLIENTS = 50;
const SAMPLE_MS = 2000;
const LABELLED = 'interfant-06-efs-6y-kmt2a-r';
const PAGES = [
  '/',
  '/ru',
  '/trials',
  '/trials/interfant-06',
  '/compare',
  '/landscape',
  '/disease',
  '/references',
  '/risk',
];
const LISTS = ['estimates', 'trials', 'references', 'estimates?endpoint=OS', 'discrepancies', 'curves'];
const FILES = ['comparison.png', 'comparison.pdf', 'comparison.pptx', 'forest.xlsx', 'forest.svg', 'comparison.csv'];

type Asked = Readonly<{ what: string; path: string; body?: unknown }>;
type Times = Readonly<{ what: string; status: number; ms: number }>;

const minutes = Number(process.env['MINUTES'] ?? 2);
if (!(minutes > 0 && minutes <= 60)) throw new Error('MINUTES is a number over 0, at most 60');

const at = (list: readonly string[], turn: number): string => list[turn % list.length] ?? '';

/** What a client asks for in its turn: of twenty, ten pages, four lists, two new comparisons, one file, one classification and two signs of life. */
function next(client: number, turn: number): Asked {
  const own = `${client}-${turn}`;
  const lot = (client * 7 + turn * 13) % 20;
  if (lot < 10) return { what: 'kept page', path: at(PAGES, client + turn) };
  if (lot < 14) return { what: 'list', path: `/api/v1/${at(LISTS, client + turn)}` };
  if (lot < 16) return { what: 'new comparison', path: `/compare?endpoint=OS&labels=${LABELLED}:${own}` };
  if (lot < 17)
    return { what: 'new file', path: `/api/figures/${at(FILES, client + turn)}?labels=${LABELLED}:${own}&lang=en` };
  if (lot < 18) {
    const facts = { ageDays: (turn * 37 + client) % 366, kmt2a: 'rearranged', wbc: 1 + ((turn * 7919) % 900) };
    const patients = Array.from({ length: 20 }, (_, id) => ({ id, facts: { ...facts, mrdEoi: id / 900 } }));
    return { what: 'classification', path: '/api/v1/risk/classify', body: { patients } };
  }
  return { what: 'health', path: '/api/health' };
}

async function ask(site: string, { what, path: address, body }: Asked): Promise<Times> {
  const begun = performance.now();
  const answer = await fetch(`${site}${address}`, {
    signal: AbortSignal.timeout(120_000),
    ...(body === undefined
      ? {}
      : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  await answer.arrayBuffer();
  if (answer.status === 503) await wait(1000);
  return { what, status: answer.status, ms: performance.now() - begun };
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? Number.NaN;
}

function tell(times: readonly Times[]): void {
  console.table(
    [...new Set(times.map(({ what }) => what))].sort().map((what) => {
      const own = times.filter((one) => one.what === what);
      const ms = own.filter(({ status }) => status === 200).map((one) => one.ms);
      const count = (is: (status: number) => boolean): number => own.filter(({ status }) => is(status)).length;
      return {
        ...{ what, asked: own.length, 'too many waited': count((status) => status === 503) },
        errors: count((status) => status !== 200 && status !== 503),
        ...{ 'median ms': quantile(ms, 0.5).toFixed(0), '99 % ms': quantile(ms, 0.99).toFixed(0) },
      };
    }),
  );
}

const scratch = await mkdtemp(path.join(tmpdir(), 'registry-bench-'));
await chmod(scratch, 0o711);
const port = await freePort();
try {
  const program = await startProgram(port, path.join(scratch, 'data'), process.env['DIST_DIR'] ?? '.next');
  const site = `http://127.0.0.1:${port}`;
  const [times, sizes]: [Times[], number[]] = [[], []];
  const end = Date.now() + minutes * 60_000;
  const client = async (number: number): Promise<void> => {
    for (let turn = 0; Date.now() < end; turn += 1) {
      const asked = next(number, turn);
      times.push(await ask(site, asked).catch(() => ({ what: asked.what, status: 0, ms: 0 })));
    }
  };
  const watch = async (): Promise<void> => {
    for (; Date.now() < end; await wait(SAMPLE_MS)) sizes.push(usageBelow(program.pid ?? 0).megabytes);
  };
  await Promise.all([watch(), ...Array.from({ length: CLIENTS }, (_, number) => client(number))]);
  tell(times);
  const quarter = Math.floor(sizes.length / 4);
  const [early, late] = [quantile(sizes.slice(quarter, 2 * quarter), 0.5), quantile(sizes.slice(-quarter), 0.5)];
  const errors = times.filter(({ status }) => status !== 200 && status !== 503).length;
  console.log(
    `${minutes} min, ${CLIENTS} clients: ${times.length} answers (${Math.round(times.length / minutes / 60)}/s), ${errors} errors; ` +
      `memory ${early.toFixed(0)} MB in the second quarter, ${late.toFixed(0)} MB in the last`,
  );
  await endProgram(program);
  process.exitCode = [reach('errors', errors), reach('growth', late / early)].every(Boolean) ? 0 : 1;
} finally {
  await rm(scratch, { recursive: true, force: true });
}
