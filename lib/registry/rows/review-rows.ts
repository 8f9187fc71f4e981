import type { Protocol, ReviewQuestion } from '../review/schema';
import type { Appraisal } from '../schema';
import type { Row } from './columns';

/** A judgement of a study's risk of bias by the names of its columns. */
export function appraisalRow({ tool, domains, overall, on }: Appraisal): Row {
  return { tool, domains, overall, appraised_on: on };
}

/** The protocol without its questions. */
export function protocolRow({ questions: _, ...content }: Protocol): Row {
  return { id: 'protocol', content };
}

export function questionRow({ id, ...content }: ReviewQuestion): Row {
  return { id, content };
}
