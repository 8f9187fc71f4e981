import { DECISION_POINTS } from '../risk/facts';
import { EVENT_KINDS } from './timeline';

/** The words in which a case is stored, spelled as in the database and in the facts of the risk rules. */
export const VOCABULARY = {
  sex: ['female', 'male'],
  kmt2a: ['rearranged', 'germline', 'awaited', 'not-evaluable'],
  kmt2aPartner: ['AFF1', 'MLLT1', 'MLLT3', 'MLLT10', 'AFDN', 'EPS15', 'other'],
  cns: ['CNS1', 'CNS2', 'CNS3'],
  immunophenotype: ['pro-B', 'common-B', 'pre-B', 'mature-B', 'T', 'mixed'],
  diagnosisLineage: ['B-cell-precursor', 'T', 'mixed-phenotype', 'undifferentiated'],
  cd10: ['positive', 'negative'],
  prephase: ['prednisone', 'dexamethasone', 'other', 'none'],
  acuteGvhd: ['none', 'I', 'II', 'III', 'IV'],
  chronicGvhd: ['none', 'mild', 'moderate', 'severe'],
  yesNo: ['yes', 'no'],
  prednisoneResponse: ['good', 'poor', 'not-evaluable'],
  mrdTimePoint: [
    'end-of-induction',
    'after-blina-1',
    'after-hr1',
    'end-of-consolidation',
    'before-hsct',
    'relapse',
    'other',
  ],
  mrdMethod: ['ig-tr-pcr', 'kmt2a-fusion-pcr', 'flow', 'ngs'],
  mrdResult: ['negative', 'positive-not-quantifiable', 'quantified'],
  treatmentClass: [
    'chemotherapy',
    'bispecific antibody',
    'CAR-T',
    'FLT3 inhibitor',
    'HDAC inhibitor',
    'proteasome inhibitor',
    'hypomethylating agent',
    'BCL2 inhibitor',
    'menin inhibitor',
    'differentiation agent',
    'antibody-drug conjugate',
    'other',
  ],
  donor: ['matched-sibling', 'matched-unrelated', 'haploidentical', 'cord-blood', 'other'],
  conditioning: ['tbi', 'busulfan', 'treosulfan', 'other'],
  remissionStatus: ['CR1', 'CR2', 'CR3+', 'not-in-remission'],
  eventKind: EVENT_KINDS,
  relapseSite: ['bone-marrow', 'cns', 'testis', 'other'],
  lineage: ['same', 'switch-to-myeloid'],
  deathCause: ['leukaemia', 'treatment-related', 'other'],
  followUpStatus: ['alive-in-remission', 'alive-with-disease', 'lost'],
  decisionPoint: DECISION_POINTS,
  /** The groups, and taking back what was recorded. */
  assignedGroup: ['HR', 'IR', 'LR', 'withdrawn'],
} as const;

export type Vocabulary = keyof typeof VOCABULARY;

/** The records of a course that come in any number. */
export const RECORD_KINDS = ['mrd', 'treatment', 'transplant', 'event', 'follow-up'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];
