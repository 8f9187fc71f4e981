import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GET as getBaseline } from '@/app/api/v1/baseline/route';
import { GET as getDiscrepancies } from '@/app/api/v1/discrepancies/route';
import { GET as getDisease } from '@/app/api/v1/disease/route';
import { GET as getEstimates } from '@/app/api/v1/estimates/route';
import { GET as getReference } from '@/app/api/v1/references/[id]/route';
import { GET as getReferences } from '@/app/api/v1/references/route';
import { GET as getTrial } from '@/app/api/v1/trials/[slug]/route';
import { COPY_SITES } from '@/lib/registry/testing/copy-sites';
import { withEvidenceDatabase } from '@/seed/testing/evidence-database';

withEvidenceDatabase();

const seed = new URL('../../seed/', import.meta.url);
const slugs = readdirSync(new URL('trials/', seed)).map((file) => file.replace('.json', ''));
const fileOf = (name: string): string => readFileSync(new URL(`${name}.json`, seed), 'utf8');
const isOfCopy = (url: string): boolean =>
  COPY_SITES.some((site) => url.includes(`//${site}/`) || url.includes(`//www.${site}/`));
/** The values that are addresses, in a JSON text. */
const addressesIn = (text: string): string[] =>
  [...text.matchAll(/": ?"(https?:\/\/[^"\s]+)"/gu)].map(([, url]) => url ?? '');
const shown = (text: string): string[] =>
  addressesIn(text)
    .filter((url) => !isOfCopy(url))
    .sort();

/** Both pages of a list, of at most 500 rows each. */
const ask = async (
  get: (request: Request) => Promise<Response>,
  list: string,
  format: 'json' | 'csv',
): Promise<string> => {
  const address = `http://localhost:3000/api/v1/${list}?format=${format}&pageSize=500`;
  const answers = await Promise.all([1, 2].map((page) => get(new Request(`${address}&page=${page}`))));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  return (await Promise.all(answers.map((answer) => answer.text()))).join('\n');
};

/** The lists whose rows have sources. */
const LISTS = {
  estimates: getEstimates,
  references: getReferences,
  disease: getDisease,
  discrepancies: getDiscrepancies,
  baseline: getBaseline,
} as const;

describe('addresses of copies are curators’ information', () => {
  test('the data set has such addresses in trials and references, or this would try nothing', () => {
    expect(slugs.some((slug) => addressesIn(fileOf(`trials/${slug}`)).some(isOfCopy))).toBe(true);
    expect(addressesIn(fileOf('references')).some(isOfCopy)).toBe(true);
  });

  test.each(slugs)('the whole record of %s has every other address of its file', async (slug) => {
    const request = new Request(`http://localhost:3000/api/v1/trials/${slug}`);
    const answer = await (await getTrial(request, { params: Promise.resolve({ slug }) })).text();
    expect(addressesIn(answer).sort()).toEqual(shown(fileOf(`trials/${slug}`)));
  });

  test.each(Object.entries(LISTS))('the list of %s has none, as JSON or as CSV', async (list, get) => {
    const [json, csv] = [await ask(get, list, 'json'), await ask(get, list, 'csv')];
    expect(addressesIn(json).length).toBeGreaterThan(0);
    for (const text of [json, csv])
      expect([...text.matchAll(/https?:\/\/[^"\s,|]+/gu)].flat().filter(isOfCopy)).toEqual([]);
  });

  test('references have every other address, and not where a copy was read', async () => {
    const answer = await ask(getReferences, 'references', 'json');
    expect(addressesIn(answer).sort()).toEqual(shown(fileOf('references')));
    expect(fileOf('references')).toContain('"readAt"');
    expect(answer).not.toContain('"readAt"');
  });

  test('one reference alone keeps to it as the list does', async () => {
    const items = JSON.parse(fileOf('references')) as { id: string; URL?: string }[];
    const id = items.find(({ URL: url }) => url !== undefined && isOfCopy(url))?.id ?? '';
    const request = new Request(`http://localhost:3000/api/v1/references/${id}`);
    const answer = (await (await getReference(request, { params: Promise.resolve({ id }) })).json()) as object;
    expect(answer).toMatchObject({ id });
    expect(answer).not.toHaveProperty('URL');
  });
});
