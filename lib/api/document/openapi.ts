import { z } from 'zod';
import { componentSchemas, nameOf, referenceTo, type JsonSchema } from './components';
import { MEDIA } from '../negotiation';
import { parameterWords } from './field-words';
import { PROBLEM_STATUSES, STATUSES_ANYWHERE, TITLES, type ProblemStatus } from '../problem';
import { ROUTES, type ListRoute, type Route } from './routes';

export type OpenApiParameter = {
  name: string;
  in: 'query' | 'path';
  required: boolean;
  description: string;
  'x-description-ru': string;
  schema: JsonSchema;
  example?: string;
};
export type OpenApiOperation = {
  operationId: string;
  summary: string;
  'x-summary-ru': string;
  /** an address below the server's that gives an answer */
  'x-example': string;
  parameters: OpenApiParameter[];
  requestBody?: { required: true; content: Record<string, { schema: JsonSchema; example: unknown }> };
  responses: Record<
    string,
    | {
        description: string;
        content?: Record<string, { schema: JsonSchema }>;
        headers?: Record<string, { description: string; schema: JsonSchema }>;
      }
    | { $ref: string }
  >;
};
export type OpenApiDocument = {
  openapi: '3.1.1';
  info: { title: string; version: string; summary: string; license: { name: string; identifier: string } };
  servers: { url: string }[];
  paths: Record<string, Partial<Record<'get' | 'post', OpenApiOperation>>>;
  components: { schemas: Record<string, JsonSchema>; responses: Record<string, object> };
};

let kept: OpenApiDocument | undefined;

/** The API as OpenAPI 3.1, made from the same schemas that its code reads and answers by. */
export function openApiDocument(): OpenApiDocument {
  kept ??= {
    openapi: '3.1.1',
    info: {
      title: 'Infant ALL registry',
      version: '1',
      summary: 'Published evidence on infant acute lymphoblastic leukaemia, and risk classification',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths: pathsOf(ROUTES),
    components: {
      schemas: componentSchemas(Object.fromEntries(ROUTES.map((route) => [answerName(route), route.answer]))),
      responses: problemResponses(),
    },
  };
  return kept;
}

/** The name of an operation, as in `getTrialsSlug`; also that of an answer that has no name of its own. */
function operationId({ method, path }: Route): string {
  const words = path
    .replace('/api/v1/', '')
    .split(/[^a-z0-9]+/iu)
    .filter((word) => word !== '');
  return [method, ...words.map((word) => word[0]?.toUpperCase() + word.slice(1))].join('');
}

function answerName(route: Route): string {
  return nameOf(route.answer) ?? `${operationId(route).replace(/^(get|post)/u, '')}Answer`;
}

function pathsOf(routes: readonly Route[]): OpenApiDocument['paths'] {
  return Object.fromEntries(routes.map((route) => [route.path, { [route.method]: operationOf(route) }]));
}

function operationOf(route: Route): OpenApiOperation {
  const { path, placeholders, example, body } = route;
  const address = Object.entries(placeholders).reduce(
    (whole, [name, value]) => whole.replace(`{${name}}`, value),
    path as string,
  );
  const bodyName = body === null ? null : nameOf(body);
  return {
    operationId: operationId(route),
    summary: route.summary.en,
    'x-summary-ru': route.summary.ru,
    'x-example': example.query === '' ? address : `${address}?${example.query}`,
    parameters: [...Object.entries(placeholders).map(pathParameter), ...queryParameters(route)],
    ...(bodyName === null
      ? {}
      : {
          requestBody: {
            required: true,
            content: { [MEDIA.json]: { schema: referenceTo(bodyName), example: example.body } },
          },
        }),
    responses: {
      200: success(route),
      ...(route.method === 'get' ? { 304: { description: 'Not changed since the answer with this ETag' } } : {}),
      ...Object.fromEntries(
        [...STATUSES_ANYWHERE, ...route.problems].map((status) => [
          status,
          { $ref: `#/components/responses/${responseName(status)}` },
        ]),
      ),
    },
  };
}

function pathParameter([name, value]: [string, string]): OpenApiParameter {
  const words = parameterWords(name);
  return {
    name,
    in: 'path',
    required: true,
    description: words.en,
    'x-description-ru': words.ru,
    schema: { type: 'string' },
    example: value,
  };
}

function queryParameters({ parameters }: Route): OpenApiParameter[] {
  const { properties = {} } = z.toJSONSchema(parameters) as JsonSchema;
  return Object.entries(properties).map(([name, schema]) => {
    const words = parameterWords(name);
    return { name, in: 'query', required: false, description: words.en, 'x-description-ru': words.ru, schema };
  });
}

function success(route: Route): OpenApiOperation['responses'][string] {
  const json = { [MEDIA.json]: { schema: referenceTo(answerName(route)) } };
  const text: JsonSchema = { type: 'string' };
  if (route.method === 'post') return { description: 'The answer', content: json };
  const tag = { ETag: { description: 'Changes with the answer', schema: text } };
  if (!isList(route)) return { description: 'The answer', headers: tag, content: json };
  const columns = {
    type: 'string',
    description: `A table (RFC 4180) with the columns ${Object.keys(route.columns).join(', ')}`,
  };
  return {
    description: 'One page of the list',
    headers: { ...tag, Link: { description: 'The first, previous, next and last page (RFC 8288)', schema: text } },
    content: { ...json, [MEDIA.csv]: { schema: columns } },
  };
}

function isList(route: Route): route is ListRoute {
  return 'columns' in route;
}

function responseName(status: ProblemStatus): string {
  return TITLES[status].replaceAll(' ', '');
}

/** Headers of a refusal that say what would do. */
const REFUSAL_HEADERS: Partial<Record<ProblemStatus, readonly [name: string, description: string]>> = {
  405: ['Allow', 'The methods of the address'],
  429: ['Retry-After', 'Seconds after which to ask again'],
  503: ['Retry-After', 'Seconds after which to ask again'],
};
/** What never became a request has no address that programs are answered at: a sentence in both languages. */
const UNREADABLE: readonly ProblemStatus[] = [400, 408, 431];

function problemResponses(): Record<string, object> {
  return Object.fromEntries(
    PROBLEM_STATUSES.map((status) => {
      const [header, description] = REFUSAL_HEADERS[status] ?? [];
      return [
        responseName(status),
        {
          description: TITLES[status],
          ...(header === undefined ? {} : { headers: { [header]: { description, schema: { type: 'string' } } } }),
          content: {
            ...(status === 431 ? {} : { 'application/problem+json': { schema: referenceTo('Problem') } }),
            ...(UNREADABLE.includes(status) ? { 'text/plain': { schema: { type: 'string' } } } : {}),
          },
        },
      ];
    }),
  );
}
