import { localSeries } from '@/lib/comparison/figure/figure-model';
import { figureTexts } from '@/lib/comparison/words/figure-texts';
import { getComparison } from '@/lib/comparison/queries.server';
import {
  PARAMETER_NAMES,
  parametersOf,
  readSelection,
  writeSelection,
  type SelectionProblem,
} from '@/lib/comparison/selection/selection';
import type { ParameterProblem } from '@/lib/access/parameters';
import { comparisonDocument } from '../documents/comparison-document';
import { documentFooter } from '../documents/document-footer';
import type { FigureAnswer, FigureRequest } from '../model/kind';

/** The comparison of an address, refused where it cannot be drawn exactly as asked: a file has no place for a remark. */
export async function comparisonKind({
  query,
  viewer,
  locale,
  t,
  split,
  today,
  site,
}: FigureRequest): Promise<FigureAnswer> {
  const reading = readSelection(parametersOf(query));
  if (reading.problems.length > 0) return { ok: false, problems: reading.problems.map(describeProblem) };
  const { figure, selection, problems } = await getComparison(viewer, reading.selection);
  if (problems.length > 0) return { ok: false, problems: problems.map(describeProblem) };
  const address = `${site}/compare?${writeSelection(selection)}`;
  const document = comparisonDocument(figure, figureTexts(figure, locale, t), {
    t,
    split,
    address,
    footer: documentFooter(today, address, locale, t),
  });
  return { ok: true, document, local: localSeries(figure) !== null };
}

const REASONS: Record<SelectionProblem['code'], string> = {
  'unknown-parameter': 'This parameter is not known here.',
  'given-twice': 'This parameter may be given only once.',
  'not-valid': 'This is not a possible value.',
  'too-many-series': 'At most twelve figures fit on one chart.',
  'unknown-series': 'There is no published figure of this id.',
  'not-drawable': 'The figure has no value, horizon or population that a chart may draw.',
  'other-endpoint': 'The figure is of another endpoint.',
  'years-reversed': 'The years of diagnosis run backwards.',
  'unknown-site': 'The site does not exist or is not yours.',
};

/** What is wrong with one parameter, for programs. */
export function describeProblem({ parameter, code, value }: SelectionProblem): ParameterProblem {
  return {
    parameter,
    detail: `${REASONS[code]} (${value})`,
    ...(code === 'unknown-parameter' ? { allowed: [...PARAMETER_NAMES, 'lang'] } : {}),
  };
}
