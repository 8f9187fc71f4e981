import type { FormValues } from '../form-state';

/** A patient as typed into the form, every field of it filled; `changes` replace fields. */
export const typed = (changes: FormValues = {}): FormValues => ({
  pseudonym: 'A-1',
  sex: 'female',
  ageMonths: '',
  ageDays: '120',
  diagnosisDate: '2021-03-01',
  protocolSlug: '',
  kmt2a: 'rearranged',
  kmt2aPartner: 'AFF1',
  wbc: '312,5',
  cns: 'CNS1',
  immunophenotype: 'pro-B',
  testicular: '',
  day8Blasts: '1200',
  prednisoneResponse: 'poor',
  cnsDay8: '',
  remissionEoi: 'yes',
  inductionFailure: '',
  inductionFailureDate: '',
  remissionDate: '2021-04-05',
  ...changes,
});
