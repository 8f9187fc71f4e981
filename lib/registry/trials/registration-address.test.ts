import { expect, test } from 'vitest';
import { registrationAddress } from './registration-address';

test.each([
  ['ClinicalTrials.gov', 'NCT00550992', 'https://clinicaltrials.gov/study/NCT00550992'],
  ['ISRCTN', 'ISRCTN12500962', 'https://www.isrctn.com/ISRCTN12500962'],
  [
    'EudraCT',
    '2005-004599-19',
    'https://www.clinicaltrialsregister.eu/ctr-search/search?query=eudract_number:2005-004599-19',
  ],
  ['jRCT', 'jRCTs041190043', 'https://jrct.mhlw.go.jp/en-latest-detail/jRCTs041190043'],
])('%s %s has an address', (registry, id, address) => expect(registrationAddress({ registry, id })).toBe(address));

test.each([
  ['UMIN-CTR', 'UMIN000004801'],
  ['Netherlands Trial Register', 'NL5993 (NTR6359)'],
  ['ClinicalTrials.gov', 'NCT0055099'],
  ['constructor', 'x'],
])('%s %s has none: a wrong link is worse than no link', (registry, id) =>
  expect(registrationAddress({ registry, id })).toBeNull(),
);
