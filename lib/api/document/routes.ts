import { z } from 'zod';
import { ReferenceSchema, TrialSchema } from '@/lib/registry/schema';
import { TrialSummarySchema } from '@/lib/registry/trials/facts/outlets';
import type { Columns } from '../csv';
import {
  CurveSchema,
  DiseaseItemSchema,
  ListedBaselineFactSchema,
  ListedDiscrepancySchema,
  ListedEstimateSchema,
} from '../evidence-answers';
import type { Medium } from '../negotiation';
import type { ProblemStatus } from '../problem';
import {
  BaselineParameters,
  ClassifyParameters,
  CurveParameters,
  DiscrepancyParameters,
  DiseaseParameters,
  EstimateParameters,
  LARGEST_PAGE,
  NoParameters,
  ReferenceParameters,
  RuleSetParameters,
  TrialParameters,
} from '../query';
import { ClassifyAnswerSchema, ClassifyRequestSchema, RuleSetsAnswerSchema } from '../risk/risk-answers';
import {
  BASELINE_COLUMNS,
  CURVE_COLUMNS,
  DISCREPANCY_COLUMNS,
  DISEASE_COLUMNS,
  ESTIMATE_COLUMNS,
  REFERENCE_COLUMNS,
  TRIAL_COLUMNS,
} from '../tables';

type Text = { en: string; ru: string };

/** One address of the API: the words and schemas that its code, the OpenAPI document and the page of the API share. */
export type Route<Parameters extends z.ZodObject = z.ZodObject> = Readonly<{
  method: 'get' | 'post';
  path: `/api/v1/${string}`;
  summary: Text;
  parameters: Parameters;
  /** names within braces in the path, with a value that exists */
  placeholders: Readonly<Record<string, string>>;
  body: z.ZodType | null;
  answer: z.ZodType;
  media: readonly Medium[];
  /** what it may answer beside what any address may */
  problems: readonly ProblemStatus[];
  /** an address that gives an answer, and for `post` the body sent to it */
  example: Readonly<{ query: string; body?: unknown }>;
}>;

/** A list in pages: `key` names it in the answer, `columns` are those of its CSV. */
export type ListRoute<
  Parameters extends z.ZodObject = z.ZodObject,
  Item extends z.ZodType = z.ZodType,
> = Route<Parameters> & Readonly<{ key: string; item: Item; columns: Columns<z.output<Item>> }>;

type ListParts<Parameters extends z.ZodObject, Item extends z.ZodType> = Pick<
  ListRoute<Parameters, Item>,
  'path' | 'summary' | 'parameters' | 'key' | 'item' | 'columns'
> & { query: string };

function list<Parameters extends z.ZodObject, Item extends z.ZodType>({
  query,
  ...parts
}: ListParts<Parameters, Item>): ListRoute<Parameters, Item> {
  const answer = z.strictObject({
    total: z.int().min(0),
    page: z.int().min(1),
    pageSize: z.int().min(1).max(LARGEST_PAGE),
    [parts.key]: z.array(parts.item),
  });
  return {
    ...parts,
    method: 'get',
    placeholders: {},
    body: null,
    answer,
    media: ['json', 'csv'],
    problems: [],
    example: { query },
  };
}

function record(
  path: Route['path'],
  summary: Text,
  answer: z.ZodType,
  placeholders: Record<string, string>,
): Route<typeof NoParameters> {
  return {
    method: 'get',
    path,
    summary,
    answer,
    placeholders,
    parameters: NoParameters,
    body: null,
    media: ['json'],
    problems: [404],
    example: { query: '' },
  };
}

export const TRIALS = list({
  path: '/api/v1/trials',
  summary: {
    en: 'Every trial and cohort, one row each, by slug',
    ru: 'Все исследования и когорты, по строке на каждое, по алфавиту',
  },
  parameters: TrialParameters,
  key: 'trials',
  item: TrialSummarySchema,
  columns: TRIAL_COLUMNS,
  query: 'group=Interfant&hasEfs=true',
});

export const TRIAL = record(
  '/api/v1/trials/{slug}',
  {
    en: 'One whole trial: arms, risk groups, endpoint definitions, figures, presenting features, differences between sources',
    ru: 'Одно исследование целиком: рандомизации и ветви, группы риска, определения конечных точек, результаты, исходные характеристики, расхождения источников',
  },
  TrialSchema,
  { slug: 'interfant-06' },
);

export const ESTIMATES = list({
  path: '/api/v1/estimates',
  summary: {
    en: 'Published outcome figures, each with its trial, source and caveats',
    ru: 'Опубликованные результаты, каждый с исследованием, источником и оговорками',
  },
  parameters: EstimateParameters,
  key: 'estimates',
  item: ListedEstimateSchema,
  columns: ESTIMATE_COLUMNS,
  query: 'endpoint=EFS&kmt2a=r&preferred=true',
});

export const REFERENCES = list({
  path: '/api/v1/references',
  summary: {
    en: 'Publications, register entries and reports as CSL-JSON items',
    ru: 'Публикации, записи реестров и отчёты в формате CSL-JSON',
  },
  parameters: ReferenceParameters,
  key: 'references',
  item: ReferenceSchema,
  columns: REFERENCE_COLUMNS,
  query: 'year=2019',
});

export const REFERENCE = record(
  '/api/v1/references/{id}',
  { en: 'One reference as a CSL-JSON item', ru: 'Одна публикация в формате CSL-JSON' },
  ReferenceSchema,
  { id: 'pieters-2019' },
);

export const DISEASE = list({
  path: '/api/v1/disease',
  summary: {
    en: 'Facts (shares) and statements on the disease, independent of one trial',
    ru: 'Факты (доли) и утверждения о заболевании, не относящиеся к одному исследованию',
  },
  parameters: DiseaseParameters,
  key: 'disease',
  item: DiseaseItemSchema,
  columns: DISEASE_COLUMNS,
  query: 'kind=fact',
});

export const DISCREPANCIES = list({
  path: '/api/v1/discrepancies',
  summary: {
    en: 'Where the review and the primary source disagree, and what this registry does',
    ru: 'Где обзор и первичный источник расходятся и что принято в этом реестре',
  },
  parameters: DiscrepancyParameters,
  key: 'discrepancies',
  item: ListedDiscrepancySchema,
  columns: DISCREPANCY_COLUMNS,
  query: 'reason=typo',
});

export const BASELINE = list({
  path: '/api/v1/baseline',
  summary: {
    en: 'Presenting features of the patients of each trial',
    ru: 'Исходные характеристики пациентов каждого исследования',
  },
  parameters: BaselineParameters,
  key: 'baseline',
  item: ListedBaselineFactSchema,
  columns: BASELINE_COLUMNS,
  query: 'trial=interfant-99',
});

export const CURVES = list({
  path: '/api/v1/curves',
  summary: {
    en: 'Curves read off published figures, from which individual data are reconstructed; each approved by a second curator',
    ru: 'Кривые, снятые с опубликованных рисунков, по которым восстанавливаются индивидуальные данные; каждую утвердил второй куратор',
  },
  parameters: CurveParameters,
  key: 'curves',
  item: CurveSchema,
  columns: CURVE_COLUMNS,
  query: 'endpoint=EFS',
});

export const RULE_SETS: Route<typeof RuleSetParameters> = {
  method: 'get',
  path: '/api/v1/risk/rule-sets',
  summary: {
    en: 'The risk rules of each protocol as data: clauses with sources, cut points, conventions, differing readings',
    ru: 'Правила стратификации каждого протокола как данные: пункты с источниками, пороги, соглашения, расхождения в прочтении',
  },
  parameters: RuleSetParameters,
  placeholders: {},
  body: null,
  answer: RuleSetsAnswerSchema,
  media: ['json'],
  problems: [],
  example: { query: 'protocol=interfant-06' },
};

export const CLASSIFY: Route<typeof ClassifyParameters> = {
  method: 'post',
  path: '/api/v1/risk/classify',
  summary: {
    en: 'Puts one patient, or up to 1,000, to every protocol at once; many are answered with each rule said once, or with form=long everything with every patient. Nothing is stored or logged. Describes how protocols assigned groups; not treatment advice',
    ru: 'Классифицирует одного пациента или до 1000 пациентов сразу по всем протоколам; в ответе о нескольких пациентах каждое правило приводится один раз, с form=long — всё у каждого пациента. Ничего не сохраняется и не записывается в журнал. Показывает, как группы назначали протоколы; это не рекомендация по лечению',
  },
  parameters: ClassifyParameters,
  placeholders: {},
  body: ClassifyRequestSchema,
  answer: ClassifyAnswerSchema,
  media: ['json'],
  problems: [413],
  example: { query: '', body: { facts: { ageDays: 120, kmt2a: 'rearranged', wbc: 340 } } },
};

export const DOCUMENT: Route<typeof NoParameters> = {
  ...record(
    '/api/v1/openapi.json',
    { en: 'This description, as OpenAPI 3.1', ru: 'Это описание в формате OpenAPI 3.1' },
    z.looseObject({
      openapi: z.literal('3.1.1'),
      info: z.looseObject({}),
      paths: z.looseObject({}),
      components: z.looseObject({}),
    }),
    {},
  ),
  problems: [],
};

/** Every address of the API, in the order of its description. */
export const ROUTES: readonly Route[] = [
  TRIALS,
  TRIAL,
  ESTIMATES,
  REFERENCES,
  REFERENCE,
  BASELINE,
  DISEASE,
  DISCREPANCIES,
  CURVES,
  RULE_SETS,
  CLASSIFY,
  DOCUMENT,
];
