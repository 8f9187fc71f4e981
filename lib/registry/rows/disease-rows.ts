import type { DiseaseFact, DiseaseStatement } from '../schema';
import { bilingual, sourceColumns, type Row } from './columns';

/** A statement on the disease by the names of its columns, but its place in the list. */
export function diseaseStatementRow({ id, topic, topicName, text, source, oneCurator }: DiseaseStatement): Row {
  return {
    id,
    topic,
    ...bilingual('topic', topicName),
    ...bilingual('text', text),
    ...sourceColumns(source),
    one_curator: oneCurator === true,
  };
}

/** A share of the disease by the names of its columns, but its place in the list. */
export function diseaseFactRow({
  id,
  topic,
  topicName,
  characteristic,
  population,
  percent,
  qualifier,
  range,
  n,
  denominator,
  source,
  note,
  oneCurator,
}: DiseaseFact): Row {
  return {
    id,
    topic,
    ...bilingual('topic', topicName),
    ...bilingual('characteristic', characteristic),
    ...bilingual('population', population),
    percent,
    qualifier,
    range_low: range?.low ?? null,
    range_high: range?.high ?? null,
    n,
    denominator,
    ...bilingual('note', note),
    ...sourceColumns(source),
    one_curator: oneCurator === true,
  };
}
