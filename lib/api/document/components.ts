import { z } from 'zod';
import {
  ArmSchema,
  BilingualSchema,
  ComparisonSchema,
  DiscrepancySchema,
  EndpointDefinitionSchema,
  EnrolmentSchema,
  EstimateSchema,
  EstimateStratumSchema,
  InterventionSchema,
  IntervalSchema,
  ReferenceSchema,
  RegistrationSchema,
  SourceSchema,
  StratumSchema,
  TrialSchema,
  BaselineFactSchema,
} from '@/lib/registry/schema';
import {
  CurveSchema,
  DiseaseItemSchema,
  ListedBaselineFactSchema,
  ListedDiscrepancySchema,
  ListedEstimateSchema,
} from '../evidence-answers';
import { TrialSummarySchema } from '@/lib/registry/trials/facts/outlets';
import { fieldWords } from './field-words';
import { ProblemSchema } from '../problem';
import {
  ClassifyAnswerSchema,
  ClassifyRequestSchema,
  ConditionSchema,
  FactsSchema,
  RiskResultSchema,
  RuleSetsAnswerSchema,
  RuleSetSchema,
} from '../risk/risk-answers';

/** A JSON Schema as far as the document and the page of the API look into it. */
export type JsonSchema = {
  [keyword: string]: unknown;
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  required?: string[];
  description?: string;
};

/** The schemas that the document names once and refers to. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  Bilingual: BilingualSchema,
  Source: SourceSchema,
  Interval: IntervalSchema,
  TrialSummary: TrialSummarySchema,
  Trial: TrialSchema,
  Registration: RegistrationSchema,
  Enrolment: EnrolmentSchema,
  Intervention: InterventionSchema,
  Arm: ArmSchema,
  RiskGroup: StratumSchema,
  EndpointDefinition: EndpointDefinitionSchema,
  TrialEstimate: EstimateSchema,
  Estimate: ListedEstimateSchema,
  Stratum: EstimateStratumSchema,
  Comparison: ComparisonSchema,
  TrialBaselineFact: BaselineFactSchema,
  BaselineFact: ListedBaselineFactSchema,
  TrialDiscrepancy: DiscrepancySchema,
  Discrepancy: ListedDiscrepancySchema,
  DiseaseItem: DiseaseItemSchema,
  Curve: CurveSchema,
  Reference: ReferenceSchema,
  Facts: FactsSchema,
  ClassifyRequest: ClassifyRequestSchema,
  ClassifyAnswer: ClassifyAnswerSchema,
  RiskResult: RiskResultSchema,
  RuleSets: RuleSetsAnswerSchema,
  RuleSet: RuleSetSchema,
  Condition: ConditionSchema,
  Problem: ProblemSchema,
};

const LOCATION = '#/components/schemas/';

/** Every named schema, and those in `more`, as JSON Schema in which they refer to each other; each field with its words. */
export function componentSchemas(more: Readonly<Record<string, z.ZodType>>): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries({ ...NAMED, ...more }))
    if (!registry.has(schema)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `${LOCATION}${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withWords(plain(schema), id)]));
}

/** The reference to a schema that is named among `more` or here. */
export function referenceTo(id: string): JsonSchema {
  return { $ref: `${LOCATION}${id}` };
}

/** The name under which a schema stands here, or null. */
export function nameOf(schema: z.ZodType): string | null {
  return Object.entries(NAMED).find(([, named]) => named === schema)?.[0] ?? null;
}

function plain({ $schema: _schema, $id: _id, ...schema }: z.core.JSONSchema.BaseSchema): JsonSchema {
  return schema as JsonSchema;
}

/** The schema with a description on every property, in English and, as an extension, in Russian. */
function withWords(schema: JsonSchema, component: string): JsonSchema {
  const inner = (part: JsonSchema): JsonSchema => withWords(part, component);
  const described = (name: string, part: JsonSchema): JsonSchema => {
    const words = fieldWords(component, name);
    return words === null ? inner(part) : { ...inner(part), description: words.en, 'x-description-ru': words.ru };
  };
  return {
    ...schema,
    ...(schema.properties && {
      properties: Object.fromEntries(
        Object.entries(schema.properties).map(([name, part]) => [name, described(name, part)]),
      ),
    }),
    ...(schema.items && { items: inner(schema.items) }),
    ...(schema.anyOf && { anyOf: schema.anyOf.map(inner) }),
    ...(schema.oneOf && { oneOf: schema.oneOf.map(inner) }),
  };
}
