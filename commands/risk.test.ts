import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { flatColumns } from '@/lib/risk/batch';
import { main } from './risk';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'risk-'));
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => rm(folder, { recursive: true }));

type Run = { code: number; said: string; output: string | null };

/** Runs the command on a file of this content and reads what it wrote. */
async function run(name: string, content: string | Buffer, args: string[] = []): Promise<Run> {
  const [file, out] = [path.join(folder, name), path.join(folder, 'out')];
  await writeFile(file, content);
  await rm(out, { force: true });
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const code = await main([file, '--out', out, ...args]);
  expect((await readdir(folder)).filter((left) => left.endsWith('.part'))).toEqual([]);
  return { code, said: said.mock.calls.join('\n'), output: await readFile(out, 'utf8').catch(() => null) };
}

const rowsOf = (output: string | null): Record<string, string>[] => parse(output ?? '', { columns: true, bom: true });

// Section 4.2 of the rules: under 183 days, KMT2A rearranged and WBC 300 or more is HR; with a lower WBC the response on day 8 decides, and a good one is IR.
const TABLE = 'id,ageDays,wbc,kmt2a,day8Blasts\nA-1,100,400,rearranged,\nA-2,100,12.5,rearranged,5\n';

describe('npm run risk', () => {
  test('classifies a table', async () => {
    const { code, said, output } = await run('a.csv', TABLE);
    expect([code, said]).toEqual([0, '']);
    expect(
      rowsOf(output).map((row) => [
        row['row'],
        row['id'],
        row['problems'],
        row['interfant-06.group'],
        row['interfant-06.decidedAt'],
      ]),
    ).toEqual([
      ['1', 'A-1', '', 'HR', 'diagnosis'],
      ['2', 'A-2', '', 'IR', 'day-8'],
    ]);
    expect(Object.keys(rowsOf(output)[0] ?? {})).toEqual(flatColumns());
  });

  test.each<[string, string | Buffer]>([
    ['bom.csv', `\uFEFF${TABLE}`],
    ['crlf.csv', TABLE.replaceAll('\n', '\r\n')],
    ['semicolons.csv', TABLE.replaceAll(',', ';')],
    ['tabs.tsv', TABLE.replaceAll(',', '\t')],
    ['quotes.csv', TABLE.replaceAll('A-1', '"A-1"')],
    ['bars.txt', TABLE.replaceAll(',', '|')],
    ['utf16.csv', Buffer.from(`\uFEFF${TABLE}`, 'utf16le')],
    ['missing.csv', TABLE.replace('rearranged,\n', 'rearranged,NA\n')],
    ['short.csv', TABLE.replace('rearranged,\n', 'rearranged\n')],
    ['sep.csv', `sep=,\n${TABLE}`],
    [
      'facts.json',
      '[{"id":"A-1","facts":{"ageDays":100,"wbc":400,"kmt2a":"rearranged"}},{"id":"A-2","ageDays":100,"wbc":12.5,"kmt2a":"rearranged","day8Blasts":5}]',
    ],
    [
      'lines.jsonl',
      '{"id":"A-1","facts":{"ageDays":100,"wbc":400,"kmt2a":"rearranged"}}\n{"id":"A-2","ageDays":100,"wbc":12.5,"kmt2a":"rearranged","day8Blasts":5}\n',
    ],
  ])('reads %s alike', async (name, content) => {
    const [plain, other] = [await run('a.csv', TABLE), await run(name, content, ['--format', 'csv'])];
    expect(other).toMatchObject({ code: 0 });
    expect(other.output).toBe(plain.output);
  });

  test('writes JSON and JSON Lines', async () => {
    const json = JSON.parse((await run('a.csv', TABLE, ['--format', 'json'])).output ?? '') as {
      id: string;
      results: { protocol: string; group: string }[];
    }[];
    const lines = ((await run('a.csv', TABLE, ['--format', 'jsonl'])).output ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(
      json.map(({ id, results }) => [id, results.find(({ protocol }) => protocol === 'interfant-06')?.group]),
    ).toEqual([
      ['A-1', 'HR'],
      ['A-2', 'IR'],
    ]);
    expect(lines).toEqual(json);
  });

  test('rows with problems stay in the output, are counted and said in words', async () => {
    const { code, said, output } = await run(
      'p.csv',
      'id;ageDays;wbc;kmt2a\n=1+1;60;high;rearranged\nB;60;10;Germline\nC;60;10;germline\n',
    );
    expect(code).toBe(1);
    expect(said).toContain('2 of 3 rows have problems');
    expect(said).toContain('Row 1 (id =1+1): wbc must be a number (×10⁹/L), 0 or more.');
    expect(said).toContain('Row 2 (id B): kmt2a must be one of rearranged, germline, spelled exactly so.');
    expect(rowsOf(output).map((row) => [row['id'], row['problems'], row['interfant-06.group']])).toEqual([
      ["'=1+1", 'wbc wrong-type', ''],
      ['B', 'kmt2a not-in-list', ''],
      ['C', '', 'LR'],
    ]);
  });

  test('a number that can be read in two ways stops the file until an option decides', async () => {
    const table = 'id;wbc\nA;1,250\nB;9\n';
    const { code, said, output } = await run('c.csv', table);
    expect([code, output]).toEqual([2, null]);
    expect(said).toContain('Column wbc: “1,250” may be thousands or decimals.');
    expect(said).toContain('--decimal comma');
    expect((await run('c.csv', table, ['--decimal', 'comma'])).code).toBe(0);
  });

  test('a table in Windows-1251 with a title above is read, and what was done to it is said', async () => {
    // П in Windows-1251 is 0xCF.
    const { code, said, output } = await run(
      'latin.csv',
      Buffer.from('List of 2024,,\nid,wbc,kmt2a\n\xcf,1,germline\n', 'latin1'),
    );
    expect(code).toBe(0);
    expect(said).toContain('read as windows-1251');
    expect(said).toContain('1 line above the names is left out (row 1)');
    expect(rowsOf(output).map(({ id }) => id)).toEqual(['П']);
  });

  test('white cells that look counted per µL are asked about, in words and in JSON', async () => {
    const table = 'id,ageDays,wbc,kmt2a\nP1,60,340000,rearranged\nP2,61,340,rearranged\n';
    const { code, said, output } = await run('unit.csv', table, ['--format', 'json']);
    expect(code).toBe(0);
    expect(said).toContain('1 number looks as if meant in another unit');
    expect(said).toMatch(/Row 1 \(id P1\): wbc 340000: .*µL/u);
    expect(JSON.parse(output ?? '')).toMatchObject([
      { id: 'P1', warnings: [{ fact: 'wbc', code: 'wbc-per-microlitre', value: 340_000, instead: 340 }] },
      { id: 'P2', warnings: [] },
    ]);
  });

  test('says the first 20 rows with problems, and how many more there are', async () => {
    const { said } = await run('many.csv', `wbc\n${'x\n'.repeat(25)}`);
    expect(said.match(/^Row \d+:/gmu)).toHaveLength(20);
    expect(said).toContain('… and 5 more');
  });

  test.each<[string, string | Buffer, string]>([
    ['empty.csv', '', 'The file is empty.'],
    ['header.csv', 'id,wbc\n', 'no patients'],
    ['none.json', '[]', 'no patients'],
    ['unknown.csv', 'id,WBC,sex\nA,1,f\n', 'Unknown columns: “WBC” (perhaps wbc), “sex”.'],
    ['twice.csv', 'wbc,wbc\n1,2\n', 'more than once: wbc'],
    ['id.csv', 'id\n1\n', 'no column with a fact'],
    ['ragged.csv', 'id,wbc\nA,1\nB,1,2\n', 'row 3 of the file has 3, and there are 2 columns'],
    ['quote.csv', 'id,wbc\n"A,1\n', 'cannot be read'],
    ['latin.jsonl', Buffer.from('{"id":"\xcf"}\n', 'latin1'), 'not UTF-8'],
    ['book.csv', Buffer.from('PK\x03\x04'), '“book.csv” is a packed archive'],
    ['object.json', '{"facts":{}}', 'does not begin with “[”'],
    ['half.json', '[{"id":1,"facts":{}}', 'not closed'],
    ['table.xlsx', 'PK\u0003\u0004', 'is a packed archive'],
    ['table.doc', TABLE, 'must end in .csv'],
    ['table', TABLE, 'must end in .csv'],
  ])('refuses %s as a whole', async (name, content, reason) => {
    const { code, said, output } = await run(name, content);
    expect([code, output]).toEqual([2, null]);
    expect(said).toContain(reason);
  });

  test.each<[string[], string]>([
    [[], 'Name the file'],
    [['a.csv', 'b.csv'], 'One file at a time'],
    [['a.csv', '--format', 'xml'], '--format must be'],
    [['a.csv', '--decimal', ','], '--decimal must be point or comma'],
    [['a.csv', '--out', './a.csv'], 'choose another name'],
    [['a.csv', '--colour'], 'colour'],
  ])('explains wrong arguments: %j', async (args, reason) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await main(args)).toBe(2);
    expect(said.mock.calls.join('\n')).toContain(reason);
    expect(said.mock.calls.join('\n')).toContain('npm run risk -- FILE');
  });

  test('a file that is not there', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await main([path.join(folder, 'nowhere.csv')])).toBe(2);
    expect(said.mock.calls.join()).toContain('ENOENT');
  });
});
