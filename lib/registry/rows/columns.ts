import type { Bilingual, Estimate, Interval, Reference, Report, Source } from '../schema';

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** A reference by the names of its columns. */
export function referenceRow(reference: Reference, position: number): Row {
  return {
    id: reference.id,
    position,
    number: reference.number ?? null,
    type: reference.type,
    title: reference.title ?? null,
    year: reference.issued?.['date-parts'][0]?.[0] ?? null,
    doi: reference.DOI ?? null,
    pmid: reference.PMID ?? null,
    csl: reference,
  };
}

/** A report by the names of its columns. A copy that nobody wrote down is left out, as in rows that were stored before it was asked for. */
export function reportRow({ id, ref, published, copy, ...details }: Report): Row {
  return { id, source_ref: ref, published, details: copy === null ? details : { ...details, copy } };
}

/** A figure by the names of its columns, without its trial and its place in the list. */
export function estimateRow(estimate: Estimate): Row {
  const { stratum, comparison } = estimate;
  return {
    id: estimate.id,
    aliases: estimate.aliases ?? [],
    endpoint: estimate.endpoint,
    ...bilingual('endpoint_detail', estimate.endpointDetail),
    time_zero: estimate.timeZero,
    time_years: estimate.timeYears,
    estimate: estimate.estimate,
    se: estimate.se,
    ...interval('ci', estimate.ci),
    n: estimate.n,
    n_analysed: estimate.nAnalysed,
    events: estimate.events,
    at_risk: estimate.atRisk.length === 0 ? null : estimate.atRisk,
    stratum_kmt2a: stratum.kmt2a,
    stratum_risk: stratum.risk,
    stratum_arm: stratum.arm,
    stratum_age: stratum.age,
    ...bilingual('stratum_other', stratum.other),
    stratum_also_protocol: stratum.alsoGroup?.protocol ?? null,
    stratum_also_risk: stratum.alsoGroup?.risk ?? null,
    ...bilingual('label', estimate.label),
    ...bilingual('comparison_against', comparison?.against ?? null),
    hazard_ratio: comparison?.hazardRatio ?? null,
    ...interval('hr', comparison?.hrCi ?? null),
    comparison_p: comparison?.p ?? null,
    ...sourceColumns(estimate.source),
    chartable: estimate.chartable,
    preferred: estimate.preferred,
    caveats: estimate.caveats,
    extraction: estimate.extraction,
    transcription: estimate.transcription,
    ...bilingual('note', estimate.note),
  };
}

/** The same without its earlier names: what curators propose says nothing of them, so that they stay what a load makes them. */
export function proposedRow(estimate: Estimate): Row {
  const { aliases: _, ...row } = estimateRow(estimate);
  return row;
}

/** A text in two columns. */
export function bilingual(name: string, value: Bilingual | null): Row {
  return { [`${name}_en`]: value?.en ?? null, [`${name}_ru`]: value?.ru ?? null };
}

function interval(name: string, value: Interval | null): Row {
  return {
    [`${name}_low`]: value?.low ?? null,
    [`${name}_high`]: value?.high ?? null,
    [`${name}_level`]: value?.level ?? null,
  };
}

/** A source in its columns. */
export function sourceColumns({ ref, locator, url, level }: Source): Row {
  return { source_ref: ref, source_locator: locator, source_url: url, source_level: level };
}
