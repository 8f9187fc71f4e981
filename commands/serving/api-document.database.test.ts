import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from '@/lib/api/document/openapi';
import { ProblemSchema } from '@/lib/api/problem';
import { CURVES, DOCUMENT, ESTIMATES, ROUTES, type ListRoute, type Route } from '@/lib/api/document/routes';
import { addCurve } from '@/prisma/testing/curves';
import { withEvidenceDatabase } from '@/seed/testing/evidence-database';
import { root } from '../build';

const FOLDER = path.join(root, 'app/api/v1');
const ROUTE_FILES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
  (file) => path.basename(file) === 'route.ts',
);
const LISTS = ROUTES.filter((route): route is ListRoute => 'columns' in route);

const database = withEvidenceDatabase();
beforeAll(async () => {
  await addCurve(database(), 'approved');
  await addCurve(database(), 'proposed');
});

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Asks the code behind a route as the server would. */
async function ask(
  route: Route,
  {
    query = '',
    headers = {},
    body,
    placeholders = route.placeholders,
  }: {
    query?: string;
    headers?: Record<string, string>;
    body?: unknown;
    placeholders?: Readonly<Record<string, string>>;
  } = {},
): Promise<Response> {
  const file = path.join(
    FOLDER,
    route.path.replace('/api/v1/', '').replaceAll('{', '[').replaceAll('}', ']'),
    'route.ts',
  );
  const handler = ((await import(file)) as Record<string, Handler>)[route.method.toUpperCase()];
  if (handler === undefined) throw new Error(`${file} does not answer ${route.method}`);
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const request = new Request(`http://localhost:3000${route.path}?${query}`, {
    method: route.method.toUpperCase(),
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...sent,
  });
  return handler(request, { params: Promise.resolve({ ...placeholders }) });
}

const askExample = (route: Route, headers: Record<string, string> = {}): Promise<Response> =>
  ask(route, { query: route.example.query, headers, body: route.example.body });

describe('the document', () => {
  test('names every route file, and every route of the document has one', () => {
    const addresses = ROUTE_FILES.filter((file) => !file.includes('[...rest]')).map(
      (file) => `/api/v1/${path.dirname(file).replaceAll(path.sep, '/').replaceAll('[', '{').replaceAll(']', '}')}`,
    );
    expect(Object.keys(openApiDocument().paths).sort()).toEqual(addresses.sort());
  });

  test('is what the API gives, and every reference in it leads somewhere', async () => {
    const document = (await (await ask(DOCUMENT)).json()) as ReturnType<typeof openApiDocument>;
    expect(document).toEqual(openApiDocument());
    const references = JSON.stringify(document).match(/"\$ref":"[^"]+"/gu) ?? [];
    for (const reference of new Set(references)) {
      const keys = reference.slice('"$ref":"#/'.length, -1).split('/');
      expect(
        keys.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], document),
        reference,
      ).toBeDefined();
    }
  });
});

/** The schema of an answer as somebody else would read it from the document. */
function documentedAnswer({ path: address, method }: Route): z.ZodType {
  const document = openApiDocument();
  const success = document.paths[address]?.[method]?.responses['200'];
  const schema =
    success !== undefined && 'content' in success ? success.content?.['application/json']?.schema : undefined;
  const $defs = JSON.parse(
    JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/'),
  ) as Record<string, object>;
  return z.fromJSONSchema({
    $ref: String(schema?.$ref).replace('#/components/schemas/', '#/$defs/'),
    $defs,
  } as Parameters<typeof z.fromJSONSchema>[0]);
}

describe.each(ROUTES.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const))(
  '%s',
  (_name, route) => {
    test('the answer to the example is as the schemas of the code and of the document say', async () => {
      const response = await askExample(route);
      expect(response.status).toBe(200);
      const answer: unknown = await response.json();
      expect(route.answer.safeParse(answer).error?.issues ?? []).toEqual([]);
      expect(documentedAnswer(route).safeParse(answer).error?.issues ?? []).toEqual([]);
      expect(documentedAnswer(route).safeParse({ strange: true }).success).toBe(false);
    });

    test('what it does not know or give is refused with the document’s problem', async () => {
      const wrong = await ask(route, { query: 'strange=1', body: route.example.body });
      const html = await askExample(route, { Accept: 'text/html' });
      expect([wrong.status, html.status]).toEqual([400, 406]);
      for (const response of [wrong, html])
        expect(ProblemSchema.safeParse(await response.json()).error?.issues ?? []).toEqual([]);
    });

    if (route.method === 'get')
      test('is not sent again to who has it', async () => {
        const first = await askExample(route);
        const tag = first.headers.get('ETag') ?? '';
        const again = await askExample(route, { 'If-None-Match': `"other", ${tag}` });
        expect([again.status, await again.text(), again.headers.get('ETag')]).toEqual([304, '', tag]);
        expect((await askExample(route, { 'If-None-Match': '"other"' })).status).toBe(200);
        expect(first.headers.get('Vary')).toBe('Accept');
      });

    if (Object.keys(route.placeholders).length > 0)
      test('nothing of this name is a 404', async () => {
        const response = await ask(route, {
          placeholders: Object.fromEntries(Object.keys(route.placeholders).map((name) => [name, 'nobody\0'])),
        });
        expect(response.status).toBe(404);
        expect(ProblemSchema.safeParse(await response.json()).success).toBe(true);
      });
  },
);

describe.each(LISTS.map((route) => [route.path, route] as const))('%s', (_path, route) => {
  test('every row of it, and the same rows page by page', async () => {
    const whole = (await (await ask(route)).json()) as Record<string, unknown[]> & { total: number };
    expect(route.answer.safeParse(whole).error?.issues ?? []).toEqual([]);
    expect(whole[route.key]).toHaveLength(whole.total);
    const rows: unknown[] = [];
    let query: string | undefined = 'pageSize=40';
    while (query !== undefined) {
      const response: Response = await ask(route, { query });
      rows.push(...(((await response.json()) as Record<string, unknown[]>)[route.key] ?? []));
      query = /<[^>]*\?([^>]*)>; rel="next"/u.exec(response.headers.get('Link') ?? '')?.[1];
    }
    expect(rows).toEqual(whole[route.key]);
  });

  test('as CSV: as many rows, columns of the document, CRLF, no byte-order mark', async () => {
    const [json, csv] = await Promise.all([ask(route), ask(route, { headers: { Accept: 'text/csv' } })]);
    expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present');
    const text = await csv.text();
    const rows: string[][] = parse(text, { record_delimiter: '\r\n' });
    expect(text.startsWith('\uFEFF')).toBe(false);
    expect(rows[0]).toEqual(Object.keys(route.columns));
    expect(rows).toHaveLength(((await json.json()) as { total: number }).total + 1);
    expect(csv.headers.get('ETag')).not.toBe(json.headers.get('ETag'));
  });
});

describe('what a row of CSV says', () => {
  test('Interfant-06, high risk, EFS at 6 years: the figure of Pieters 2019', async () => {
    const response = await ask(ESTIMATES, {
      query: 'trial=interfant-06&endpoint=EFS&kmt2a=r&risk=HR&years=6&preferred=true&reference=pieters-2019',
      headers: { Accept: 'text/csv' },
    });
    const [row] = parse(await response.text(), { columns: true }) as Record<string, string>[];
    // J Clin Oncol 2019;37:2246, abstract: 6-year EFS 20.9 % (SE 3.4) in the high-risk group.
    expect(row).toMatchObject({
      trial: 'interfant-06',
      estimate: '20.9',
      se: '3.4',
      time_years: '6',
      reference: 'pieters-2019',
      chartable: 'true',
      ci_low: '',
    });
  });

  test('a curve: the approved one alone, its points and numbers at risk one after the other', async () => {
    const response = await ask(CURVES, { query: 'trial=interfant-99&endpoint=EFS', headers: { Accept: 'text/csv' } });
    const rows = parse(await response.text(), { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      trial: 'interfant-99',
      kmt2a: 'all',
      points_years_percent: '1:80 2:50 4:20',
      numbers_at_risk: '0:10 2:8',
      second_reading_difference_points: '',
      level: 'primary-fulltext',
    });
    const none = (await (await ask(CURVES, { query: 'trial=interfant-06' })).json()) as { total: number };
    expect(none.total).toBe(0);
  });
});
