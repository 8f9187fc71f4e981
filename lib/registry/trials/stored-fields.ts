import { z } from 'zod';
import { TrialSchema, type Trial } from '../schema';

// A trial's own fields are stored under their names: an object (`title`, `enrolment`) as a column for each of its parts.

/** What a trial has several of; each has a table of its own. */
const PARTS = {
  registrations: true,
  interventions: true,
  endpointDefinitions: true,
  arms: true,
  strata: true,
  estimates: true,
  baseline: true,
  discrepancies: true,
  reports: true,
  appraisals: true,
} as const;
/** What a list of trials does without. */
const LONG_TEXTS = {
  design: true,
  eligibility: true,
  backbone: true,
  hsctPolicy: true,
  notes: true,
} as const;
/** Fields whose column has another name: `group` is a word of SQL, and a slug is called one. */
const RENAMED: Readonly<Record<string, string>> = { group: 'studyGroup', predecessor: 'predecessorSlug' };

/** The fields of a trial that stand in its own row. */
export const TrialFieldsSchema = TrialSchema.omit(PARTS);
/** The same without the long texts. */
export const ListedFieldsSchema = TrialFieldsSchema.omit(LONG_TEXTS);
export type ListedFields = z.infer<typeof ListedFieldsSchema>;

/** The columns of each field: one, or one for each part of an object. */
function columnsOf([field, schema]: [string, unknown]): { part: string | null; column: string }[] {
  const inner = schema instanceof z.ZodNullable ? schema.unwrap() : schema;
  const name = RENAMED[field] ?? field;
  return inner instanceof z.ZodObject
    ? Object.keys(inner.shape).map((part) => ({ part, column: `${name}${part[0]?.toUpperCase()}${part.slice(1)}` }))
    : [{ part: null, column: name }];
}

/** The columns to ask for, as Prisma names them. */
export function selectColumns(schema: z.ZodObject): Record<string, true> {
  return Object.fromEntries(
    Object.entries(schema.shape).flatMap((field) => columnsOf(field).map(({ column }) => [column, true])),
  );
}

/** The fields in a row of `selectColumns`. Throws a ZodError where the row holds what the schema does not allow. */
export function readFields<Schema extends z.ZodObject>(schema: Schema, row: object): z.output<Schema> {
  const stored = new Map(Object.entries(row));
  const fields = Object.entries(schema.shape).map((field): [string, unknown] => {
    const columns = columnsOf(field);
    const values = columns.map(({ part, column }) => [part, stored.get(column)] as const);
    if (columns.every(({ part }) => part === null)) return [field[0], values[0]?.[1]];
    const absent = field[1] instanceof z.ZodNullable && values.every(([, value]) => value === null);
    return [field[0], absent ? null : Object.fromEntries(values)];
  });
  return schema.parse(Object.fromEntries(fields));
}

/** The row of a trial by the names of its columns in the database. */
export function trialColumns(trial: Trial): Record<string, unknown> {
  const values = new Map<string, unknown>(Object.entries(trial));
  return Object.fromEntries(
    Object.entries(TrialFieldsSchema.shape).flatMap((field) =>
      columnsOf(field).map(({ part, column }) => {
        const value = values.get(field[0]);
        return [inSnakeCase(column), part === null ? value : partOf(value, part)];
      }),
    ),
  );
}

function partOf(value: unknown, part: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(part) : null;
}

function inSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}
