import { SurvivalInputError } from '@/lib/survival/errors';
import { analyseOwnData, type OwnAnalysis } from './analysis';
import type { TimeUnit } from './choice';
import type { OwnObservations } from './reading';

/** What a worker is asked: `times` null means the usual ones. */
export type AnalysisRequest = Readonly<{
  observations: OwnObservations;
  unit: TimeUnit;
  times: readonly number[] | null;
}>;

/** Its answer: the analysis, or the argument that the engine refused. */
export type AnalysisAnswer =
  | Readonly<{ analysis: OwnAnalysis; refused: null }>
  | Readonly<{ analysis: null; refused: string }>;

/** Analyses and turns a refusal of the engine into an answer; anything else is a fault and is thrown. */
export function answerAnalysis({ observations, unit, times }: AnalysisRequest): AnalysisAnswer {
  try {
    return { analysis: analyseOwnData(observations, unit, times), refused: null };
  } catch (error) {
    if (error instanceof SurvivalInputError) return { analysis: null, refused: error.message };
    throw error;
  }
}
