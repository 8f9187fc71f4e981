import type { Locale } from '@/lib/i18n/routing';
import type { JsonSchema } from './components';
import type { OpenApiDocument, OpenApiOperation } from './openapi';

/** One parameter or field in words: `type` is written as in the document, `allowed` are the values it may have, `schema` the named one that it holds. */
export type GuideField = {
  name: string;
  type: string;
  required: boolean;
  allowed: string[];
  words: string;
  schema: string | null;
};
export type GuideSchema = { name: string; fields: GuideField[] };
export type GuideOperation = {
  id: string;
  method: 'GET' | 'POST';
  path: string;
  summary: string;
  parameters: GuideField[];
  body: GuideSchema | null;
  answer: GuideSchema;
  statuses: number[];
  media: string[];
  curl: string;
};
export type Guide = { operations: GuideOperation[]; schemas: GuideSchema[] };

const LOCATION = '#/components/schemas/';

/** The document of the API as a page shows it, in one language. `base` is the address that stands before every path. */
export function readingGuide(document: OpenApiDocument, locale: Locale, base: string): Guide {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      describe(document, locale, base, path, method as 'get' | 'post', operation),
    ),
  );
  const answers = new Set(operations.flatMap(({ answer, body }) => [answer.name, body?.name ?? '']));
  // An answer stands with its address, unless another answer holds it, too.
  const held = JSON.stringify(document.components.schemas);
  const names = Object.keys(document.components.schemas).filter(
    (name) => !answers.has(name) || held.includes(`"${LOCATION}${name}"`),
  );
  const schemas = names
    .map((name) => ({ name, fields: fieldsOf(document.components.schemas[name] ?? {}, locale) }))
    .filter(({ fields }) => fields.length > 0);
  return { operations, schemas };
}

function describe(
  document: OpenApiDocument,
  locale: Locale,
  base: string,
  path: string,
  method: 'get' | 'post',
  operation: OpenApiOperation,
): GuideOperation {
  const success = operation.responses['200'];
  const content = success !== undefined && 'content' in success ? (success.content ?? {}) : {};
  const bodySchema = operation.requestBody?.content['application/json'];
  const named = (name: string): GuideSchema => ({
    name,
    fields: fieldsOf(document.components.schemas[name] ?? {}, locale),
  });
  const [answerName, bodyName] = [nameIn(content['application/json']?.schema), nameIn(bodySchema?.schema)];
  return {
    id: operation.operationId,
    method: method === 'get' ? 'GET' : 'POST',
    path,
    summary: locale === 'ru' ? operation['x-summary-ru'] : operation.summary,
    parameters: operation.parameters.map((parameter) => ({
      ...toField(parameter.name, parameter.schema, parameter.required),
      words: locale === 'ru' ? parameter['x-description-ru'] : parameter.description,
    })),
    body: bodyName === null ? null : named(bodyName),
    answer: named(answerName ?? ''),
    statuses: Object.keys(operation.responses).map(Number),
    media: Object.keys(content),
    curl: curlOf(base, operation, bodySchema?.example),
  };
}

function curlOf(base: string, operation: OpenApiOperation, body: unknown): string {
  const address = `'${base}${operation['x-example']}'`;
  return body === undefined
    ? `curl ${address}`
    : `curl ${address} \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(body)}'`;
}

/** The fields of an object, or of every object that it may be, each name once; those of an object without a name of its own follow it. */
function fieldsOf(schema: JsonSchema, locale: Locale): GuideField[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => [
    {
      ...toField(name, part, schema.required?.includes(name) ?? false),
      words: wordsOf(part, locale),
    },
    ...fieldsOf(part, locale).map((inner) => ({
      ...inner,
      name: inner.name.startsWith('[') ? `${name}${inner.name}` : `${name}.${inner.name}`,
    })),
  ]);
  const items = schema.items === undefined ? [] : fieldsOf(schema.items, locale);
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((part) => fieldsOf(part, locale));
  const inList = items.map((inner) => ({ ...inner, name: `[].${inner.name}` }));
  return [...own, ...inList, ...alternatives].filter(
    (field, i, all) => all.findIndex(({ name }) => name === field.name) === i,
  );
}

function wordsOf(schema: JsonSchema, locale: Locale): string {
  const words = locale === 'ru' ? schema['x-description-ru'] : schema.description;
  return typeof words === 'string' ? words : '';
}

function toField(name: string, schema: JsonSchema, required: boolean): GuideField {
  return { name, type: typeOf(schema), required, allowed: allowedIn(schema), words: '', schema: schemaIn(schema) };
}

/** The type as a reader writes it: `integer`, `text or null`, `list of Estimate`. */
function typeOf(schema: JsonSchema): string {
  const named = nameIn(schema);
  if (named !== null) return named;
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts !== undefined) return [...new Set(parts.map(typeOf))].join(' | ');
  if (schema.type === 'array') return `${typeOf(schema.items ?? {})}[]`;
  if (Array.isArray(schema.type)) return schema.type.join(' | ');
  return schema.type ?? typeof (schema.const ?? schema.enum?.[0] ?? {});
}

function allowedIn(schema: JsonSchema): string[] {
  if (schema.enum !== undefined) return schema.enum.map(String);
  if (schema.const !== undefined) return [String(schema.const)];
  return [
    ...new Set(
      [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.items === undefined ? [] : [schema.items])].flatMap(
        allowedIn,
      ),
    ),
  ];
}

/** The named schema that a field holds, alone, in a list or beside null. */
function schemaIn(schema: JsonSchema): string | null {
  return (
    nameIn(schema) ??
    [...(schema.items === undefined ? [] : [schema.items]), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
      .map(schemaIn)
      .find((name) => name !== null) ??
    null
  );
}

function nameIn(schema: JsonSchema | undefined): string | null {
  return schema?.$ref?.startsWith(LOCATION) === true ? schema.$ref.slice(LOCATION.length) : null;
}
