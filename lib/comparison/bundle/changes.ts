import { z } from 'zod';
import { FIGURE_PAGES, type FigurePage } from '../saved/model';
import type { BundleFile } from './bundle';

const Specification = z.object({
  /** bundles of before comparisons had any are of groups */
  page: z.enum(FIGURE_PAGES).default('groups'),
  query: z.string(),
  endpoint: z.string(),
  timeZero: z.string(),
  events: z.array(z.string()),
  groupCodes: z.array(z.string()).optional(),
  groupNames: z.array(z.string()),
  made: z.string(),
});

/** A number of a bundle: what it is, of which group and kind of event, at how many years. */
export type BundleNumber = Readonly<{
  item: string;
  group: string | null;
  cause: string | null;
  years: number | null;
  /** the group that it is compared with; bundles of before it was said have none */
  against: string | null;
}>;

/** What differs between a bundle and what its choice gives now; null: not there on that side. */
export type BundleChange =
  | Readonly<{ kind: 'definition' }>
  | Readonly<{ kind: 'rows'; before: number; now: number; gone: number; added: number }>
  | Readonly<{ kind: 'number'; of: BundleNumber; before: number | null; now: number | null }>;

/** A bundle that was opened: the page and the choice that made it, the day, and its files. */
export type OpenedBundle = Readonly<{
  page: FigurePage;
  query: string;
  made: string;
  files: readonly BundleFile[];
}>;

/** The tables that a bundle of each page has, its numbers aside. */
const TABLES = { groups: ['patients.csv'], compare: ['events.csv', 'published.csv'] } as const;

/** The files of a bundle, or null where they are not those of one. */
export function readBundle(files: readonly BundleFile[]): OpenedBundle | null {
  const specification = specificationOf(files);
  if (specification === null) return null;
  const { page, query, made } = specification;
  const whole = [...TABLES[page], 'expected.csv'].every((name) => textOf(files, name) !== null);
  return whole ? { page, query, made, files } : null;
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
  // By code where both say it: names are of the language in which a bundle was saved.
  const coded = then?.groupCodes !== undefined && today?.groupCodes !== undefined;
  const namesOf = (one: typeof then): Names => {
    const words = one?.groupNames ?? [];
    return { codes: coded ? (one?.groupCodes ?? []) : words, words };
  };
  return [
    ...(definition(then) === definition(today) ? [] : [{ kind: 'definition' as const }]),
    ...rowChanges(childrenOf(before, namesOf(then)), childrenOf(now, namesOf(today))),
    ...numberChanges(numbersOf(before, namesOf(then)), numbersOf(now, namesOf(today)), isOfFewerItems(before)),
  ];
}

/** How many children have the same line: of a table of children by the code of their group, of an event table as it counts them. */
function childrenOf(files: readonly BundleFile[], { codes }: Names): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (line: string, count: number): void => {
    if (count > 0) counts.set(line, (counts.get(line) ?? 0) + count);
  };
  for (const row of rowsOf(files, 'patients.csv')) {
    const [group = '', ...rest] = row.split(',');
    add([codes[Number(group) - 1] ?? group, ...rest].join(','), 1);
  }
  for (const row of rowsOf(files, 'events.csv')) {
    const [time = '', events = '', censored = ''] = row.split(',');
    add(`${time},event`, Number(events));
    add(`${time},`, Number(censored));
  }
  return counts;
}

function rowChanges(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): BundleChange[] {
  const [then, today] = [before, now].map((counts) => [...counts.values()].reduce((sum, count) => sum + count, 0));
  const same = [...before].reduce((sum, [line, count]) => sum + Math.min(count, now.get(line) ?? 0), 0);
  const [gone, added] = [(then ?? 0) - same, (today ?? 0) - same];
  return gone + added === 0 ? [] : [{ kind: 'rows', before: then ?? 0, now: today ?? 0, gone, added }];
}

type Numbers = ReadonlyMap<string, Readonly<{ of: BundleNumber; value: number }>>;

/** Bundles held fewer kinds of numbers before they said with what a group is compared. */
function isOfFewerItems(files: readonly BundleFile[]): boolean {
  const [header = ''] = (textOf(files, 'expected.csv') ?? '').split('\n');
  return textOf(files, 'patients.csv') !== null && !header.split(',').includes('against');
}

/** `fewer`: what was never saved has not changed. */
function numberChanges(before: Numbers, now: Numbers, fewer: boolean): BundleChange[] {
  const saved = new Set([...before.values()].map(({ of: { item } }) => item));
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((key): BundleChange[] => {
    const [a, b] = [before.get(key), now.get(key)];
    const of = b?.of ?? a?.of;
    if (fewer && of !== undefined && !(saved.has(of.item) && (of.cause === null || !of.item.startsWith('hazard'))))
      return [];
    if (of === undefined || (a !== undefined && b !== undefined && isSame(a.value, b.value))) return [];
    return [{ kind: 'number', of, before: a?.value ?? null, now: b?.value ?? null }];
  });
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Groups, or published figures, in the order of a bundle: by code, and in words of the language in which it was made. */
type Names = Readonly<{ codes: readonly string[]; words: readonly string[] }>;

/** Numbers by what they are; a group goes by its code, since another group may have come before it. */
function numbersOf(files: readonly BundleFile[], { codes, words }: Names): Numbers {
  return new Map(
    rowsOf(files, 'expected.csv').flatMap((row) => {
      const [item = '', group = '', cause = '', time = '', value = '', against = ''] = row.split(',');
      const years = time === '' ? null : Number(time);
      const named = (names: readonly string[], one: string) => (one === '' ? null : (names[Number(one) - 1] ?? one));
      const of = {
        ...{ item, cause: cause === '' ? null : cause, years },
        ...{ group: named(words, group), against: named(words, against) },
      };
      const key = JSON.stringify([item, named(codes, group), named(codes, against), cause, time]);
      return value === '' || !Number.isFinite(Number(value)) ? [] : [[key, { of, value: Number(value) }] as const];
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
