import { z } from 'zod';
import { BilingualSchema } from '@/lib/registry/schema';
import type { RiskAnswer, RiskResult } from '@/lib/risk/classify';
import type { Condition } from '@/lib/risk/condition';
import type { ClassifyParameters } from '../query';
import { UNIT_SLIPS } from '@/lib/risk/numbers/unit-slips';
import { DECISION_POINTS, FACT_DEFINITIONS, FACT_NAMES, GROUPS, type FactDefinition } from '@/lib/risk/facts';

// What the risk engine is asked and answers. The facts are built from the engine's own table, so that the document of the
// API says what `parseFacts` accepts.

export const MOST_PATIENTS = 1000;

export type ClassifyForm = z.output<typeof ClassifyParameters>['form'];

const text = BilingualSchema;
const group = z.enum(GROUPS);
const point = z.enum(DECISION_POINTS);
const factName = z.enum(FACT_NAMES);

function factSchema(definition: FactDefinition): z.ZodType {
  switch (definition.type) {
    case 'boolean':
      return z.boolean();
    case 'text':
      return z.enum(definition.allowed);
    case 'number':
      return definition.integer ? z.int().min(definition.minimum) : z.number().min(definition.minimum);
  }
}

/** Facts of one patient; absent and null are unknown. */
export const FactsSchema = z.strictObject(
  Object.fromEntries(FACT_NAMES.map((name) => [name, factSchema(FACT_DEFINITIONS[name]).nullable().optional()])),
);

const patientId = z.union([z.string().min(1).max(100), z.number()]);

/** Either one patient or many. */
export const ClassifyRequestSchema = z.union([
  z.strictObject({ facts: FactsSchema }),
  z.strictObject({ patients: z.array(z.strictObject({ id: patientId, facts: FactsSchema })).max(MOST_PATIENTS) }),
]);

const RuleSourceSchema = z.strictObject({
  ref: z.string().nullable(),
  locator: z.string(),
  level: z.enum(['full-text', 'abstract', 'registry', 'review', 'convention']),
});
const ReasonSchema = z.strictObject({ clause: z.string(), text, facts: z.array(factName), source: RuleSourceSchema });
const ConflictSchema = z.strictObject({ facts: z.array(factName), message: text });

export const RiskResultSchema = z.strictObject({
  protocol: z.string(),
  variant: z.enum(['primary', 'review']),
  version: z.string(),
  status: z.enum(['classified', 'undetermined', 'not-stratified', 'not-eligible']),
  group: group.nullable(),
  possible: z.array(group),
  decidedAt: point.nullable(),
  missing: z.array(factName),
  pending: z.array(z.strictObject({ at: point, needs: z.array(factName) })),
  baselineGroup: group.nullable(),
  eligible: z.boolean().nullable(),
  subgroup: z.string().nullable(),
  because: z.array(ReasonSchema),
}) satisfies z.ZodType<Omit<RiskResult, 'because'>>;

const UnitWarningSchema = z.strictObject({
  fact: factName,
  code: z.enum(UNIT_SLIPS),
  value: z.number(),
  instead: z.number().nullable(),
  message: text,
});
export type UnitWarning = z.infer<typeof UnitWarningSchema>;

const answer = {
  results: z.array(RiskResultSchema),
  conflicts: z.array(ConflictSchema),
  warnings: z.array(UnitWarningSchema),
};
const ShortReasonSchema = z.strictObject({ clause: z.string(), facts: z.array(factName) });
const RuleSchema = z.strictObject({
  protocol: z.string(),
  variant: z.enum(['primary', 'review']),
  clause: z.string(),
  text,
  source: RuleSourceSchema,
});

/** Many patients, in which each rule and each result that several of them share is said once. */
const ShortAnswerSchema = z.strictObject({
  form: z.literal('short'),
  rules: z.array(RuleSchema),
  results: z.array(RiskResultSchema.extend({ because: z.array(ShortReasonSchema) })),
  patients: z.array(
    z.strictObject({
      id: patientId,
      /** places in the list of results */
      results: z.array(z.int().min(0)),
      conflicts: answer.conflicts,
      warnings: answer.warnings,
    }),
  ),
});
export type ShortAnswer = z.infer<typeof ShortAnswerSchema>;

export const ClassifyAnswerSchema = z.union([
  z.strictObject(answer),
  ShortAnswerSchema,
  z.strictObject({ patients: z.array(z.strictObject({ id: patientId, ...answer })) }),
]);
/** The groups of a patient, and numbers that look as if they had been meant in another unit. */
export type WarnedAnswer = RiskAnswer & { warnings: UnitWarning[] };
export type ClassifyAnswer = WarnedAnswer | ShortAnswer | { patients: ({ id: string | number } & WarnedAnswer)[] };

/** A condition as data; `all` of nothing is true. */
export const ConditionSchema: z.ZodType<Condition> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('number'),
    question: z.enum(['ageDays', 'wbc', 'mrdEoi', 'mrdBlina1']),
    relation: z.enum(['<', '<=', '>=', '>']),
    limit: z.number(),
  }),
  z.strictObject({
    kind: z.literal('category'),
    question: z.enum(['kmt2a', 'kmt2aPartner', 'prednisoneResponse', 'cns', 'cnsDay8', 'remissionEoi', 'mrdHr1']),
    value: z.union([z.string(), z.boolean()]),
  }),
  z.strictObject({
    kind: z.literal('not'),
    get condition() {
      return ConditionSchema;
    },
  }),
  z.strictObject({
    kind: z.enum(['all', 'any']),
    get conditions() {
      return z.array(ConditionSchema);
    },
  }),
]);

const clauseSource = z.strictObject({ ...RuleSourceSchema.shape, note: text.optional() });
const clause = { id: z.string(), text, condition: ConditionSchema, sources: z.array(clauseSource).min(1) };
const ClauseSchema = z.strictObject(clause);

export const RuleSetSchema = z.strictObject({
  key: z.string(),
  protocol: z.string(),
  variant: z.enum(['primary', 'review']),
  version: z.string(),
  points: z.array(point),
  notEvaluable: z.array(z.enum(['kmt2a', 'prednisoneResponse'])),
  localNames: z.partialRecord(group, text),
  eligibility: z.array(ClauseSchema),
  stratification: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none'), clause: ClauseSchema }),
    z.strictObject({
      kind: z.literal('groups'),
      baseline: z.array(z.strictObject({ ...clause, group })),
      restratifications: z.array(z.strictObject({ ...clause, point, from: z.array(group), to: group })),
    }),
  ]),
  subgroups: z
    .strictObject({
      group,
      question: z.enum(['ageDays', 'wbc', 'mrdEoi', 'mrdBlina1']),
      limit: z.number(),
      below: z.string(),
      otherwise: z.string(),
      sources: z.array(clauseSource).min(1),
    })
    .nullable(),
  outside: text,
  boundaries: z.array(
    z.strictObject({
      comparison: ConditionSchema,
      onTheCut: text,
      settledBy: text,
      convention: z.boolean(),
      sources: z.array(z.string()),
    }),
  ),
  conventions: z.array(z.strictObject({ title: text, reading: text })),
  differingReadings: z.array(z.strictObject({ review: text, primary: text, handling: text })),
});

const FactDefinitionSchema = z.strictObject({
  name: factName,
  at: point,
  type: z.enum(['number', 'boolean', 'text']),
  unit: z.string().nullable(),
  minimum: z.number().nullable(),
  integer: z.boolean().nullable(),
  allowed: z.array(z.string()).nullable(),
});

export const RuleSetsAnswerSchema = z.strictObject({
  facts: z.array(FactDefinitionSchema),
  sources: z.array(z.strictObject({ key: z.string(), level: RuleSourceSchema.shape.level, publication: z.string() })),
  ruleSets: z.array(RuleSetSchema),
});
export type RuleSetsAnswer = z.infer<typeof RuleSetsAnswerSchema>;
