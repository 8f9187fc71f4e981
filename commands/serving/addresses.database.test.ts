import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { GET as getDocument } from '@/app/api/v1/openapi.json/route';
import { GET as getFiguresToAdd } from '@/app/api/compare/figures/route';
import { GET as getFigure } from '@/app/api/figures/[file]/route';
import { GET as exportReferences } from '@/app/api/references/export/route';
import { GET as listCsv } from '@/app/api/trials/list.csv/route';
import { GET as listJson } from '@/app/api/trials/list.json/route';
import { GET as getBaseline } from '@/app/api/v1/baseline/route';
import { GET as getCurves } from '@/app/api/v1/curves/route';
import { GET as getDiscrepancies } from '@/app/api/v1/discrepancies/route';
import { GET as getDisease } from '@/app/api/v1/disease/route';
import { GET as getEstimates } from '@/app/api/v1/estimates/route';
import { GET as getReference } from '@/app/api/v1/references/[id]/route';
import { GET as getReferences } from '@/app/api/v1/references/route';
import { POST as classify } from '@/app/api/v1/risk/classify/route';
import { GET as getRuleSets } from '@/app/api/v1/risk/rule-sets/route';
import { GET as getTrial } from '@/app/api/v1/trials/[slug]/route';
import { GET as getTrials } from '@/app/api/v1/trials/route';
import { withEvidenceDatabase } from '@/seed/testing/evidence-database';

// A visitor: outside a request there is no cookie to read.
vi.mock('@/lib/access/session/session.server', () => ({ getViewer: () => Promise.resolve(null) }));

withEvidenceDatabase();

type Answer = (request: Request) => Promise<Response>;
type Entry = Readonly<{
  answer: Answer;
  /** what makes the address answer */
  base: string;
  /** a parameter that takes one value, if there is any; a number; a text */
  single?: string;
  number?: string;
  text?: string;
  /** the same selection in two orders */
  orders?: readonly [string, string];
  method?: 'POST';
}>;

const figure =
  (file: string): Answer =>
  (request) =>
    getFigure(request, { params: Promise.resolve({ file }) });
const comparison = { base: 'lang=en', single: 'endpoint=OS', number: 'display', text: 'endpoint' } as const;
const trials = {
  base: '',
  single: 'view=table',
  number: 'from',
  text: 'q',
  orders: ['status=closed&status=completed&q=MLL', 'q=MLL&status=completed&status=closed'],
} as const;

/** Every address under `app/api` that a reader can ask, by its folder; those with a reason are asked otherwise. */
const ADDRESSES: Readonly<Record<string, readonly Entry[] | string>> = {
  access: 'is asked by open pages, without parameters',
  'audit.csv': 'reads parameters by readAddress, for signed-in people only',
  'auth/[...nextauth]': 'the sign-in library reads it',
  'figures/slides': 'reads a body and no parameter',
  'patients/[id]/casebook.pdf': 'a patient of the viewer’s site; a visitor finds nothing there',
  'patients/export/[file]': 'patients of the viewer’s sites; a visitor finds nothing there',
  'patients/import/[step]': 'reads bodies; a visitor finds nothing there',
  'patients/list.csv': 'patients of the viewer’s sites; a visitor finds nothing there',
  'patients/list.xlsx': 'patients of the viewer’s sites; a visitor finds nothing there',
  health: 'is asked by machines of the operator, without parameters',
  'compare/figures': [
    {
      answer: getFiguresToAdd,
      base: '',
      single: 'endpoint=OS',
      text: 'endpoint',
      orders: ['endpoint=OS&lang=ru', 'lang=ru&endpoint=OS'],
    },
  ],
  'figures/[file]': [
    {
      ...comparison,
      answer: figure('comparison.svg'),
      orders: ['endpoint=OS&population=g', 'population=g&endpoint=OS'],
    },
    { ...comparison, answer: figure('forest.csv') },
    { ...comparison, answer: figure('calendar.csv') },
    { ...comparison, answer: figure('attributes.csv') },
    { base: '', answer: figure('landscape.csv'), single: 'kind=trial', text: 'group' },
    { base: '', answer: figure('disease.csv'), single: 'topic=kmt2a-partners', text: 'topic' },
    { base: '', answer: figure('progress.csv'), single: 'lang=en', text: 'lang' },
  ],
  'references/export': [
    {
      answer: exportReferences,
      base: 'format=ris',
      single: 'sort=newest',
      text: 'q',
      orders: ['ids=pieters-2019,korkina-2022', 'ids=korkina-2022&ids=pieters-2019'],
    },
  ],
  'trials/list.csv': [{ ...trials, answer: listCsv }],
  'trials/list.json': [{ ...trials, answer: listJson }],
  'v1/[...rest]': 'is not found, and reads no parameter',
  'v1/baseline': [{ answer: getBaseline, base: '', single: 'trial=mll-10', number: 'page', text: 'trial' }],
  'v1/curves': [{ answer: getCurves, base: '', single: 'endpoint=EFS', number: 'page', text: 'trial' }],
  'v1/discrepancies': [{ answer: getDiscrepancies, base: '', single: 'trial=disease', number: 'page', text: 'trial' }],
  'v1/disease': [{ answer: getDisease, base: '', single: 'kind=fact', number: 'page', text: 'topic' }],
  'v1/estimates': [
    {
      answer: getEstimates,
      base: '',
      single: 'endpoint=EFS',
      number: 'years',
      text: 'trial',
      orders: ['endpoint=EFS&kmt2a=r', 'kmt2a=r&endpoint=EFS'],
    },
  ],
  'v1/openapi.json': [{ answer: getDocument, base: '' }],
  'v1/references': [{ answer: getReferences, base: '', single: 'type=report', number: 'year', text: 'q' }],
  'v1/references/[id]': [
    { answer: (request) => getReference(request, { params: Promise.resolve({ id: 'pieters-2019' }) }), base: '' },
  ],
  'v1/risk/classify': [{ answer: classify, base: '', method: 'POST', single: 'form=long', text: 'form' }],
  'v1/risk/rule-sets': [{ answer: getRuleSets, base: '', single: 'variant=primary', text: 'protocol' }],
  'v1/trials': [{ answer: getTrials, base: '', single: 'kind=trial', number: 'from', text: 'group' }],
  'v1/trials/[slug]': [
    { answer: (request) => getTrial(request, { params: Promise.resolve({ slug: 'mll-10' }) }), base: '' },
  ],
};

test('every route has its entry', () => {
  const folder = fileURLToPath(new URL('../../app/api/', import.meta.url));
  const routes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('/route.ts'))
    .map((file) => file.slice(0, -'/route.ts'.length));
  expect(Object.keys(ADDRESSES).sort()).toEqual(routes.sort());
});

const entries = Object.entries(ADDRESSES).flatMap(([path, asked]) =>
  typeof asked === 'string' ? [] : asked.map((entry, i) => [`${path} ${i + 1}`, entry] as const),
);

describe.each(entries)('%s', (path, { answer, base, single, number, text, orders, method = 'GET' }) => {
  const ask = (query: string, language = 'en'): Promise<Response> =>
    answer(
      new Request(`http://localhost:3000/api/${path}?${[base, query].filter((part) => part !== '').join('&')}`, {
        method,
        headers: { 'Accept-Language': language, 'Content-Type': 'application/json' },
        ...(method === 'POST' ? { body: '{"facts":{}}' } : {}),
      }),
    );

  /** Refused with one error, in both languages under one code. */
  async function refusal(query: string, parameter: string): Promise<{ code: string; value: string; nearest?: string }> {
    const [english, russian] = [await ask(query), await ask(query, 'ru')];
    const bodies = [];
    for (const response of [english, russian]) {
      expect(response.status).toBe(400);
      expect(response.headers.get('Content-Type')).toBe('application/problem+json');
      bodies.push((await response.json()) as { detail: string; errors: Record<string, string>[] });
    }
    const [[en], [ru]] = [bodies[0]?.errors ?? [], bodies[1]?.errors ?? []];
    expect(bodies.map(({ errors }) => errors.length)).toEqual([1, 1]);
    expect(en).toMatchObject({ parameter, code: expect.any(String), value: expect.any(String) });
    expect({ ...ru, detail: '' }).toEqual({ ...en, detail: '' });
    expect(en?.['detail']).not.toMatch(/[а-я]/iu);
    // A figure answers in the language that its address names.
    if (!base.includes('lang=') && !query.includes('lang=')) expect(ru?.['detail']).toMatch(/[а-я]/iu);
    return en as { code: string; value: string; nearest?: string };
  }

  test('an unknown parameter', async () => {
    expect(await refusal('colour=red', 'colour')).toMatchObject({ code: 'unknown-parameter', value: 'red' });
  });

  if (single !== undefined)
    test('a repeated parameter', async () => {
      const [name = '', value = ''] = (single ?? '').split('=');
      expect(await refusal(`${single}&${single}`, name)).toMatchObject({ code: 'given-twice', nearest: value });
      expect((await ask(single ?? '')).status).toBe(200);
    });

  test.each(['en', 'ru'])('a parameter without a value says what its absence says (%s)', async (language) => {
    const absent = await ask('', language);
    for (const name of [single?.split('=')[0], number, text]) {
      if (name === undefined || `&${base}`.includes(`&${name}=`)) continue;
      for (const empty of [`${name}=`, `${name}=%20`]) {
        const answer = await ask(empty, language);
        expect(answer.status, empty).toBe(absent.status);
        expect(answer.headers.get('ETag'), empty).toBe(absent.headers.get('ETag'));
      }
    }
  });

  if (number !== undefined)
    test.each(['1e9', '1,250', '1-2', '-1', '0x5'])('the number %s', async (written) => {
      expect(await refusal(`${number}=${written}`, number)).toMatchObject({ code: 'not-valid' });
    });

  if (text !== undefined)
    test('an over-long value', async () => {
      const { value } = await refusal(`${text}=${'w'.repeat(500)}`, text);
      expect(value).toBe('w'.repeat(80));
    });

  if (orders !== undefined)
    test('another order is the same answer', async () => {
      const [one, other] = orders;
      const [first, second] = [await ask(one), await ask(other)];
      expect([first.status, second.status]).toEqual([200, 200]);
      expect(await second.text()).toBe(await first.text());
    });
});
