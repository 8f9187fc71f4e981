import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './build';
import { main } from './pack-survival';
import { findBrowser } from './setup/browser';

/** Survival and standard error of R's `survfit(Surv(time, status) ~ 1, aml, subset = x == "Maintained")` at 24. */
const CALL = `
  const { kaplanMeier, survivalAt, SurvivalInputError } = await import(SPECIFIER);
  const time = [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161];
  const event = [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0];
  const { survival, standardError } = survivalAt(kaplanMeier({ time, event }), 24);
  let refused = false;
  try { kaplanMeier({ time, event: [] }); } catch (error) { refused = error instanceof SurvivalInputError; }
  const answer = { survival, standardError, refused };
`;
const EXPECTED = { survival: 0.613636363636364, standardError: 0.152632331027312 };

let folder: string;
let server: Server | null = null;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'packed-'));
  expect(await main([folder])).toBe(0);
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module","private":true}');
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${packed ?? ''}`], { cwd: folder });
}, 300_000);
afterAll(() => {
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

function expectAnswer({ survival, standardError, refused }: Record<string, unknown>): void {
  expect(survival).toBeCloseTo(EXPECTED.survival, 13);
  expect(standardError).toBeCloseTo(EXPECTED.standardError, 13);
  expect(refused).toBe(true);
}

test('the packed file has types, a readme and a licence, no dependency and no test', () => {
  const installed = path.join(folder, 'node_modules/survival-statistics');
  const manifest = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as Record<string, unknown>;
  expect(manifest).not.toHaveProperty('dependencies');
  expect(readdirSync(installed).toSorted()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
  const files = readdirSync(path.join(installed, 'dist'), { recursive: true }).map(String);
  expect(files).toContain('index.d.ts');
  expect(files.filter((name) => /\.test\.|golden|testing/.test(name))).toEqual([]);
});

test('Node imports it', () => {
  const script = `${CALL.replace('SPECIFIER', "'survival-statistics'")} console.log(JSON.stringify(answer));`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' });
  expectAnswer(JSON.parse(said) as Record<string, unknown>);
});

test('a program in TypeScript sees its types, and a misspelt option', () => {
  const program = (type: string): string =>
    `import { kaplanMeier, type SurvivalCurve } from 'survival-statistics';\nexport const curve: SurvivalCurve = kaplanMeier({ time: [1], event: [1] }, { confidenceType: '${type}' });\n`;
  const tsc = path.join(root, 'node_modules/typescript-native/bin/tsc');
  const check = (type: string): number => {
    writeFileSync(path.join(folder, 'program.ts'), program(type));
    try {
      const options = ['--noEmit', '--strict', '--module', 'NodeNext', '--target', 'ES2022', '--lib', 'ES2023'];
      execFileSync(process.execPath, [tsc, ...options, 'program.ts'], { cwd: folder, stdio: 'pipe' });
      return 0;
    } catch {
      return 1;
    }
  };
  expect([check('log-log'), check('loglog')]).toEqual([0, 1]);
}, 120_000);

test('a worker of a browser imports it', async () => {
  const page = `<script>
    const worker = new Worker('/worker.js', { type: 'module' });
    globalThis.answer = new Promise((resolve, reject) => { worker.onmessage = (e) => resolve(e.data); worker.onerror = (e) => reject(e.message); });
  </script>`;
  const worker = `${CALL.replace('SPECIFIER', "'/node_modules/survival-statistics/dist/index.js'")} postMessage(answer);`;
  const started = createServer((request, response) => {
    const url = request.url ?? '/';
    const script = url.endsWith('.js');
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    if (url === '/') return response.end(page);
    if (url === '/worker.js') return response.end(worker);
    return response.end(script ? readFileSync(path.join(folder, url)) : '');
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const address = started.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? undefined,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const tab = await browser.newPage();
    await tab.goto(`http://127.0.0.1:${port}/`);
    expectAnswer((await tab.evaluate('globalThis.answer')) as Record<string, unknown>);
  } finally {
    await browser.close();
  }
}, 120_000);
