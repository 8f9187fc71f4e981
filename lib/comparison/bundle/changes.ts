import { z } from 'zod';
import type { BundleFile } from './bundle';

const Specification = z.object({
  query: z.string(),
  endpoint: z.string(),
  timeZero: z.string(),
  events: z.array(z.string()),
  groupNames: z.array(z.string()),
  made: z.string(),
});

/** A number of a bundle: what it is, of which group and kind of event, at how many years. */
export type BundleNumber = Readonly<{ item: string; group: string | null; cause: string | null; years: number | null }>;

/** What differs between a bundle and what its choice gives now; null: not there on that side. */
export type BundleChange =
  | Readonly<{ kind: 'definition' }>
  | Readonly<{ kind: 'rows'; before: number; now: number; gone: number; added: number }>
  | Readonly<{ kind: 'number'; of: BundleNumber; before: number | null; now: number | null }>;

/** A bundle that was opened: the choice that made it, the day, and its files. */
export type OpenedBundle = Readonly<{ query: string; made: string; files: readonly BundleFile[] }>;

/** The files of a bundle, or null where they are not those of one. */
export function readBundle(files: readonly BundleFile[]): OpenedBundle | null {
  const specification = specificationOf(files);
  const whole = ['patients.csv', 'expected.csv'].every((name) => textOf(files, name) !== null);
  return specification === null || !whole ? null : { query: specification.query, made: specification.made, files };
}

/** The hash that the manifest of a bundle names for each of its other files. */
export function namedHashes(files: readonly BundleFile[]): ReadonlyMap<string, string> {
  const lines = (textOf(files, 'SHA256SUMS') ?? '').split('\n');
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const [, hash, name] = /^([0-9a-f]{64}) {2}(.+)$/u.exec(line) ?? [];
      return hash === undefined || name === undefined ? [] : [[name, hash]];
    }),
  );
}

/**
 * What has changed since a bundle was saved: the definition of the endpoint, the rows of the children (compared as a whole, as
 * no row is a child that could be followed), and each number. Numbers that agree to nine digits are the same.
 */
export function bundleChanges(before: readonly BundleFile[], now: readonly BundleFile[]): BundleChange[] {
  const [then, today] = [specificationOf(before), specificationOf(now)];
  const definition = (one: typeof then): string => JSON.stringify([one?.endpoint, one?.timeZero, one?.events]);
  return [
    ...(definition(then) === definition(today) ? [] : [{ kind: 'definition' as const }]),
    ...rowChanges(rowsOf(before, 'patients.csv'), rowsOf(now, 'patients.csv')),
    ...numberChanges(numbersOf(before, then?.groupNames ?? []), numbersOf(now, today?.groupNames ?? [])),
  ];
}

function rowChanges(before: readonly string[], now: readonly string[]): BundleChange[] {
  const left = new Map<string, number>();
  for (const row of now) left.set(row, (left.get(row) ?? 0) + 1);
  let same = 0;
  for (const row of before) {
    const count = left.get(row) ?? 0;
    if (count === 0) continue;
    left.set(row, count - 1);
    same += 1;
  }
  const [gone, added] = [before.length - same, now.length - same];
  return gone + added === 0 ? [] : [{ kind: 'rows', before: before.length, now: now.length, gone, added }];
}

type Numbers = ReadonlyMap<string, Readonly<{ of: BundleNumber; value: number }>>;

function numberChanges(before: Numbers, now: Numbers): BundleChange[] {
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((key): BundleChange[] => {
    const [a, b] = [before.get(key), now.get(key)];
    const of = a?.of ?? b?.of;
    if (of === undefined || (a !== undefined && b !== undefined && isSame(a.value, b.value))) return [];
    return [{ kind: 'number', of, before: a?.value ?? null, now: b?.value ?? null }];
  });
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Numbers by what they are; a group goes by its name, since another group may have come before it. */
function numbersOf(files: readonly BundleFile[], groupNames: readonly string[]): Numbers {
  return new Map(
    rowsOf(files, 'expected.csv').flatMap((row) => {
      const [item = '', group = '', cause = '', time = '', value = ''] = row.split(',');
      const years = time === '' ? null : Number(time);
      const name = group === '' ? null : (groupNames[Number(group) - 1] ?? group);
      const of = { item, group: name, cause: cause === '' ? null : cause, years };
      return value === '' || !Number.isFinite(Number(value))
        ? []
        : [[JSON.stringify(of), { of, value: Number(value) }] as const];
    }),
  );
}

function rowsOf(files: readonly BundleFile[], name: string): string[] {
  const lines = (textOf(files, name) ?? '').split(/\r?\n/u).slice(1);
  return lines.filter((line) => line !== '');
}

function specificationOf(files: readonly BundleFile[]): z.infer<typeof Specification> | null {
  try {
    const parsed = Specification.safeParse(JSON.parse(textOf(files, 'specification.json') ?? ''));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function textOf(files: readonly BundleFile[], name: string): string | null {
  return files.find((file) => file.name === name)?.text ?? null;
}
