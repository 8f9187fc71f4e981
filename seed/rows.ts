import type { Dataset } from '@/lib/registry/dataset';
import type { Discrepancy, Trial } from '@/lib/registry/schema';
import { diseaseFactRow, diseaseStatementRow } from '@/lib/registry/rows/disease-rows';
import { appraisalRow, protocolRows, questionRow } from '@/lib/registry/rows/review-rows';
import {
  armRow,
  baselineRow,
  definitionRow,
  discrepancyColumns,
  interventionRow,
  registrationRow,
  stratumRow,
} from '@/lib/registry/rows/trial-parts';
import { estimateRow, referenceRow, reportRow, type Row } from '@/lib/registry/rows/columns';
import { trialColumns } from '@/lib/registry/trials/stored-fields';

/** Tables of the evidence that the data set fills, each after the tables it refers to. */
export const EVIDENCE_TABLES = [
  'reference',
  'trial',
  'arm',
  'registration',
  'intervention',
  'stratum',
  'endpoint_definition',
  'estimate',
  'report',
  'baseline_fact',
  'discrepancy',
  'disease_fact',
  'disease_statement',
  'appraisal',
  'review_protocol',
  'review_question',
] as const;

export type EvidenceTable = (typeof EVIDENCE_TABLES)[number];

/** The data set as rows of the evidence tables. `position` keeps the order of each list, from 0. */
export function toRows({ trials: files, references, disease, protocol }: Dataset): Record<EvidenceTable, Row[]> {
  const trials = files.map(({ trial }) => trial);
  const ofTrials = <Item>(list: (trial: Trial) => readonly Item[], toRow: (item: Item) => Row): Row[] =>
    trials.flatMap((trial) =>
      list(trial).map((item, position) => ({ trial_slug: trial.slug, position, ...toRow(item) })),
    );
  return {
    reference: references.map(referenceRow),
    trial: trials.map(trialColumns),
    arm: ofTrials((trial) => trial.arms, armRow),
    registration: ofTrials((trial) => trial.registrations, registrationRow),
    intervention: ofTrials((trial) => trial.interventions, interventionRow),
    stratum: ofTrials((trial) => trial.strata, stratumRow),
    endpoint_definition: trials.flatMap(endpointDefinitionRows),
    estimate: ofTrials((trial) => trial.estimates, estimateRow),
    report: ofTrials((trial) => trial.reports, reportRow),
    baseline_fact: ofTrials((trial) => trial.baseline, baselineRow),
    discrepancy: [
      ...trials.flatMap((trial) => discrepancyRows(trial.discrepancies, trial.slug)),
      ...discrepancyRows(disease.discrepancies, null),
    ],
    disease_fact: disease.facts.map((fact, position) => ({ position, ...diseaseFactRow(fact) })),
    disease_statement: disease.statements.map((one, position) => ({ position, ...diseaseStatementRow(one) })),
    appraisal: trials.flatMap(({ slug, appraisals }) =>
      appraisals.map((one) => ({ trial_slug: slug, ...appraisalRow(one) })),
    ),
    review_protocol: protocolRows(protocol),
    review_question: protocol.questions.map((question, position) => ({ position, ...questionRow(question) })),
  };
}

function endpointDefinitionRows({ slug, endpointDefinitions }: Trial): Row[] {
  return Object.entries(endpointDefinitions).flatMap(([endpoint, definition]) =>
    definition === null ? [] : [{ trial_slug: slug, endpoint, ...definitionRow(definition) }],
  );
}

function discrepancyRows(discrepancies: readonly Discrepancy[], trialSlug: string | null): Row[] {
  return discrepancies.map((discrepancy, position) => ({
    subject: trialSlug ?? 'disease',
    position,
    trial_slug: trialSlug,
    ...discrepancyColumns(discrepancy),
  }));
}
