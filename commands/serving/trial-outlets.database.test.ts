import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { GET as getCsv } from '@/app/api/trials/list.csv/route';
import { GET as getJson } from '@/app/api/trials/list.json/route';
import { GET as getTrials } from '@/app/api/v1/trials/route';
import { openApiDocument } from '@/lib/api/document/openapi';
import { DOWNLOAD_COLUMNS } from '@/lib/registry/trials/facts/outlets';
import { withEvidenceDatabase } from '@/seed/testing/evidence-database';
import { EVIDENCE, TRIAL_FILES } from '@/seed/testing/counts';

withEvidenceDatabase('https://registry.example');

const request = (path: string): Request => new Request(`https://registry.example/api/${path}`);
const names = DOWNLOAD_COLUMNS.map(({ name }) => name);

test('a row of the API has the fields of the document, no more and no fewer', async () => {
  const { trials } = (await (await getTrials(request('v1/trials'))).json()) as { trials: Record<string, unknown>[] };
  const documented = Object.keys(openApiDocument().components.schemas.TrialSummary?.properties ?? {}).sort();
  expect(trials).toHaveLength(EVIDENCE.trials);
  for (const trial of trials) expect(Object.keys(trial).sort()).toEqual(documented);
});

test('the downloads have the columns of the list, and say the same', async () => {
  const table: string[][] = parse(await (await getCsv(request('trials/list.csv?sort=acronym&order=asc'))).text());
  const [header, ...lines] = table;
  const file = (await (await getJson(request('trials/list.json?sort=acronym&order=asc'))).json()) as {
    columns: Record<string, string>;
    trials: Record<string, string | number | boolean | null>[];
  };
  expect(header).toEqual(names);
  expect(Object.keys(file.columns)).toEqual(names);
  expect(lines).toHaveLength(EVIDENCE.trials);
  for (const [i, trial] of file.trials.entries()) {
    expect(Object.keys(trial)).toEqual(names);
    expect(Object.values(trial).map((value) => String(value ?? ''))).toEqual(lines[i]);
  }
});

test('a download says of a trial what its file says', async () => {
  const { trials } = (await (await getJson(request('trials/list.json'))).json()) as {
    trials: { slug: string; group: string; figures: number; address: string }[];
  };
  const said = trials.map(({ slug, group, figures, address }) => [slug, group, figures, address]);
  expect(said.sort()).toEqual(
    TRIAL_FILES.map(({ slug, group, estimates }) => [
      slug,
      group,
      estimates.length,
      `https://registry.example/trials/${slug}`,
    ]).sort(),
  );
});

test('no list leaves a study without countries and without why', async () => {
  const { trials } = (await (await getJson(request('trials/list.json'))).json()) as {
    trials: { slug: string; countries: string; countries_named: string | null }[];
  };
  const said = new Map(trials.map(({ slug, countries, countries_named: named }) => [slug, { countries, named }]));
  for (const { countries, named } of said.values())
    expect(['not-reported', 'not-read', 'withheld'].includes(named ?? '')).toBe(countries === '');
  // As the files say it, word for word.
  const expected = TRIAL_FILES.map(({ slug, countries, countriesFrom: from }) => [
    slug,
    {
      countries: countries.join(' '),
      named: from === null ? null : 'absent' in from ? from.absent : from.named,
    },
  ]);
  expect([...said].sort()).toEqual(expected.sort());
  const api = (await (await getTrials(request('v1/trials'))).json()) as {
    trials: { slug: string; countriesFrom: unknown }[];
  };
  for (const { slug, countriesFrom } of TRIAL_FILES)
    expect(api.trials.find((trial) => trial.slug === slug)?.countriesFrom).toEqual(countriesFrom);
});
