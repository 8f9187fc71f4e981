import type { Prisma } from '@/prisma/generated/client';
import { DiseaseSchema, type Disease } from '../schema';
import {
  bilingualOrNull,
  byOne,
  DISCREPANCY_COLUMNS,
  SOURCE_COLUMNS,
  toDiscrepancy,
  toSource,
} from './evidence.server';

const inOrder = { position: 'asc' } as const;

const DISEASE_FACT_COLUMNS = {
  id: true,
  topic: true,
  topicEn: true,
  topicRu: true,
  characteristicEn: true,
  characteristicRu: true,
  populationEn: true,
  populationRu: true,
  percent: true,
  qualifier: true,
  rangeLow: true,
  rangeHigh: true,
  n: true,
  denominator: true,
  noteEn: true,
  noteRu: true,
  ...SOURCE_COLUMNS,
  oneCurator: true,
} as const satisfies Prisma.DiseaseFactSelect;

const DISEASE_STATEMENT_COLUMNS = {
  id: true,
  topic: true,
  topicEn: true,
  topicRu: true,
  textEn: true,
  textRu: true,
  ...SOURCE_COLUMNS,
  oneCurator: true,
} as const satisfies Prisma.DiseaseStatementSelect;

/** Shares and statements of the disease as they stand, and where their sources disagree. */
export async function readDisease(tx: Prisma.TransactionClient): Promise<Disease> {
  const facts = await tx.diseaseFact.findMany({ orderBy: inOrder, select: DISEASE_FACT_COLUMNS });
  const statements = await tx.diseaseStatement.findMany({
    orderBy: inOrder,
    select: DISEASE_STATEMENT_COLUMNS,
  });
  const discrepancies = await tx.discrepancy.findMany({
    where: { subject: 'disease' },
    orderBy: inOrder,
    select: DISCREPANCY_COLUMNS,
  });
  return DiseaseSchema.parse({
    facts: facts.map((row) => ({
      id: row.id,
      topic: row.topic,
      topicName: { en: row.topicEn, ru: row.topicRu },
      characteristic: { en: row.characteristicEn, ru: row.characteristicRu },
      population: { en: row.populationEn, ru: row.populationRu },
      percent: row.percent,
      qualifier: row.qualifier,
      range: row.rangeLow === null && row.rangeHigh === null ? null : { low: row.rangeLow, high: row.rangeHigh },
      n: row.n,
      denominator: row.denominator,
      source: toSource(row),
      note: bilingualOrNull(row.noteEn, row.noteRu),
      ...byOne(row),
    })),
    statements: statements.map((row) => ({
      id: row.id,
      topic: row.topic,
      topicName: { en: row.topicEn, ru: row.topicRu },
      text: { en: row.textEn, ru: row.textRu },
      source: toSource(row),
      ...byOne(row),
    })),
    discrepancies: discrepancies.map(toDiscrepancy),
  });
}
