/** What sources disagree on, as the data set names it; each has a name in both languages. */
const KNOWN_FIELDS = [
  'intermediate-risk-age-boundary',
  'name-of-the-kmt2a-germline-stratum',
  'efs-and-os-of-kmt2a-germline-infants',
  'trial-name',
  'drugs-of-the-trial',
  'base-of-the-survival-figures-inside-the-abstract',
  'hsct-policy',
  'error-of-the-5-year-efs-between-sources',
  'immunotherapy-and-lineage-switch',
  'arm-results-ade-mae-against-ib',
  'horizon-of-the-kmt2a-germline-efs',
  'high-risk-definition-inside-the-primary-sources',
  'end-of-induction-criterion-for-moving-to-high-risk',
  'misprint-on-the-study-group-page',
  'hsct-population-endpoint-and-citation',
  'relapse-in-congenital-all',
  'cd10-and-prognosis',
  'name-of-the-good-response-group',
  'relapse-frequency-between-primary-sources',
  'endpoint-of-the-2-year-figure',
  'risk-groups',
  'follow-up',
  'deaths-in-remission',
  'high-risk-definition',
  'horizon-in-a-commentary-table-between-sources',
  'share-transplanted',
  'enrolment-years-between-sources',
  'enrolment-and-number-of-rearranged-infants-between-primary-sources',
  'efs-of-kmt2a-rearranged-infants-in-mll-96-and-mll-98',
  'efs-range-of-kmt2a-germline-infants',
  'study-group',
  'citations',
  'efs-of-kmt2a-rearranged-infants',
  'population-of-the-6-year-figures',
  'who-has-the-adverse-features',
  'chemotherapy-base',
  'cohort-sizes-between-primary-sources',
  'endpoint-of-68-8',
  '3-year-os-after-relapse-between-secondary-sources',
  'enrolment-years-between-primary-sources',
] as const;

type KnownField = (typeof KNOWN_FIELDS)[number];

/** `EFS range of KMT2A-germline infants` → `efs-range-of-kmt2a-germline-infants`. */
export function discrepancyFieldKey(field: string): string {
  return field
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
}

export function isKnownField(key: string): key is KnownField {
  return KNOWN_FIELDS.some((known) => known === key);
}
