import type { Protocol, ReviewQuestion } from '../review/schema';
import type { Appraisal } from '../schema';
import type { Row } from './columns';

/** A judgement of a study's risk of bias by the names of its columns. */
export function appraisalRow({ tool, domains, overall, on }: Appraisal): Row {
  return { tool, domains, overall, appraised_on: on };
}

/** A part of the protocol: its texts, the numbers of its flow, an entry of its search log, or whose figures answer a question. */
export function protocolRow(id: string, content: unknown): Row {
  return { id, content };
}

/** The name of an entry of the search log by its place. */
export function searchId(position: number): string {
  return `search-${String(position).padStart(3, '0')}`;
}

/** The name of what says whose figures answer a question. */
export function coverId(question: string): string {
  return `covers-${question}`;
}

/** The protocol without its questions, a row a part. */
export function protocolRows({ questions: _, searches, flow, covers, ...texts }: Protocol): Row[] {
  return [
    protocolRow('protocol', texts),
    protocolRow('flow', flow),
    ...searches.map((search, position) => protocolRow(searchId(position), search)),
    ...covers.map(({ question, ...cover }) => protocolRow(coverId(question), cover)),
  ];
}

export function questionRow({ id, ...content }: ReviewQuestion): Row {
  return { id, content };
}
