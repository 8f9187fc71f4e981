import type {
  Arm,
  BaselineFact,
  Discrepancy,
  EndpointDefinition,
  Intervention,
  Registration,
  Stratum,
} from '../schema';
import { bilingual, sourceColumns, type Row } from './columns';

/** The parts of a study by the names of their columns, without the study and the place in the list. */
export function armRow({ slug, name, kind, description, n, oneCurator }: Arm): Row {
  return {
    slug,
    ...bilingual('name', name),
    kind,
    ...bilingual('description', description),
    n,
    one_curator: oneCurator === true,
  };
}

export function registrationRow({ registry, id, oneCurator }: Registration): Row {
  return { registry, identifier: id, one_curator: oneCurator === true };
}

export function stratumRow({ group, localName, definition, n, source, oneCurator }: Stratum): Row {
  return {
    risk_group: group,
    local_name: localName,
    ...bilingual('definition', definition),
    n,
    ...sourceColumns(source),
    one_curator: oneCurator === true,
  };
}

export function definitionRow({ timeZero, events, counts, source, oneCurator }: EndpointDefinition): Row {
  return { time_zero: timeZero, events, counts, ...sourceColumns(source), one_curator: oneCurator === true };
}

export function interventionRow({ name, class: kind, oneCurator }: Intervention): Row {
  return { ...bilingual('name', name), class: kind, one_curator: oneCurator === true };
}

export function baselineRow({
  characteristic,
  percent,
  n,
  denominator,
  stratum,
  source,
  oneCurator,
}: BaselineFact): Row {
  return {
    ...bilingual('characteristic', characteristic),
    percent,
    n,
    denominator,
    ...bilingual('stratum', stratum),
    ...sourceColumns(source),
    one_curator: oneCurator === true,
  };
}

/** A disagreement without what it is about and its place. */
export function discrepancyColumns({
  field,
  reviewSays,
  primarySays,
  reason,
  resolution,
  source,
  oneCurator,
}: Discrepancy): Row {
  return {
    ...bilingual('field', field),
    ...bilingual('review_says', reviewSays),
    ...bilingual('primary_says', primarySays),
    reason,
    ...bilingual('resolution', resolution),
    ...sourceColumns(source),
    one_curator: oneCurator === true,
  };
}
