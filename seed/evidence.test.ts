import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namesOf } from '@/lib/registry/figure-names';
import { keptReason } from '@/lib/registry/references/search';
import { EvidenceError } from './evidence-error';
import { readEvidence } from './read';

const seed = path.dirname(fileURLToPath(import.meta.url));

describe('the data set', () => {
  test('keeps every rule and holds every file of its folder', async () => {
    const { dataset } = await readEvidence(seed);
    const files = (await readdir(path.join(seed, 'trials'))).filter((name) => name.endsWith('.json'));
    expect(dataset.trials.map(({ file }) => path.basename(file)).sort()).toEqual(files.sort());
    expect(dataset.trials.every(({ file, trial }) => path.basename(file, '.json') === trial.slug)).toBe(true);
  });

  test('holds the whole list of the source review, 1 to 44', async () => {
    const { dataset } = await readEvidence(seed);
    const numbers = dataset.references.flatMap(({ number }) => number ?? []);
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 44 }, (_, index) => index + 1));
  });

  test('says what was not read instead of guessing it; a probable reading is marked as one', async () => {
    const { dataset } = await readEvidence(seed);
    const told = [dataset.trials.map(({ trial }) => trial), dataset.disease, dataset.references].flatMap(textsOf);
    const guesses =
      /\b(?:probably|presumably|apparently|likely)\b|вероятнее|скорее всего|(?<![а-яё])(?:по-)?видимому?(?![а-яё])|вероятно(?![а-яё])/iu;
    expect(told.filter((text) => guesses.test(text))).toEqual([]);
  });

  test('tells readers of studies and publications by their names, not by those of records and files', async () => {
    const { dataset } = await readEvidence(seed);
    const records = [...dataset.trials.map(({ trial }) => trial.slug), ...dataset.references.map(({ id }) => id)];
    const told = [dataset.trials.map(({ trial }) => trial), dataset.disease].flatMap(textsOf);
    const internal = told.filter((text) =>
      text
        .match(/[a-z0-9]+(?:-[a-z0-9]+)+|\w+\.json/gu)
        ?.some((word) => word.endsWith('.json') || records.includes(word)),
    );
    expect(internal).toEqual([]);
    expect(
      dataset.references.filter(({ note, custom }) => (note === undefined) !== (custom?.noteRu === undefined)),
    ).toEqual([]);
    expect(dataset.references.filter(({ note }) => /github|commit/iu.test(note ?? '')).map(({ id }) => id)).toEqual([]);
  });

  test('has the one oddity that its README explains, and no figure that is implausible without a reason', async () => {
    const { warnings } = await readEvidence(seed);
    expect(warnings.map(({ file, reason }) => `${file}: ${reason}`)).toEqual([
      'trials/augment-101.json: n 104 exceeds the 94 enrolled (augment-101-cr-crh-nh-kmt2a-r-age-allages-label)',
    ]);
  });
});

/** Every text in both languages that a value holds. */
function textsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value && 'ru' in value) return [value.en, value.ru].map(String);
  return Object.values(value).flatMap(textsOf);
}

describe('reading a folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'evidence-'));
    await cp(path.join(seed, 'trials/tini-ii.json'), path.join(folder, 'trials/tini-ii.json'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function problemsOf(directory: string): Promise<string[]> {
    const error = await readEvidence(directory).catch((thrown: unknown) => thrown);
    if (!(error instanceof EvidenceError)) throw new Error('the folder was accepted');
    return error.message.split('\n').slice(1);
  }

  test('names every file that is missing, damaged or malformed, all at once', async () => {
    await writeFile(
      path.join(folder, 'references.json'),
      '[{"id": "one", "type": "book", "title": "One", "shelf": 3}]',
    );
    await writeFile(path.join(folder, 'trials/damaged.json'), '{');
    expect(await problemsOf(folder)).toEqual([
      expect.stringMatching(/^trials\/damaged\.json: cannot be read: /),
      expect.stringMatching(/^references\.json: \[0\]\.type: /),
      expect.stringMatching(/^references\.json: \[0\]: .*shelf/),
      expect.stringMatching(/^disease\.json: cannot be read: /),
      expect.stringMatching(/^protocol\.json: cannot be read: /),
    ]);
  });

  test('a folder without trials is a mistake, not an empty registry', async () => {
    const empty = path.join(folder, 'empty');
    await cp(path.join(seed, 'references.json'), path.join(empty, 'references.json'));
    for (const file of ['disease.json', 'protocol.json']) await cp(path.join(seed, file), path.join(empty, file));
    await cp(path.join(folder, 'references.json'), path.join(empty, 'trials/notes.txt'));
    expect(await problemsOf(empty)).toEqual(['trials: holds no trial']);
  });
});

test('a reference that nothing cites says why it is kept', async () => {
  const { dataset } = await readEvidence(seed);
  const cited = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('ref' in value && typeof value.ref === 'string') cited.add(value.ref);
    Object.values(value).forEach(visit);
  };
  visit([dataset.trials, dataset.disease]);
  const uncited = dataset.references.filter(({ id }) => !cited.has(id));
  expect(uncited.filter((reference) => keptReason(reference) === 'other').map(({ id }) => id)).toEqual([]);
});

test('every id that was ever shipped is still held: a saved link goes on working', async () => {
  const { dataset } = await readEvidence(seed);
  const held = new Set(dataset.trials.flatMap(({ trial }) => namesOf(trial.estimates)));
  const shipped = JSON.parse(await readFile(path.join(seed, 'testing/known-figures.json'), 'utf8')) as string[];
  expect(shipped.filter((id) => !held.has(id))).toEqual([]);
});
