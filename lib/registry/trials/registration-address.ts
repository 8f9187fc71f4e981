import type { Registration } from '../schema';

/** Registers whose address follows from the number alone; the others are printed without a link rather than with a guess. */
const ADDRESSES: Readonly<Record<string, { form: RegExp; address: (id: string) => string }>> = {
  'ClinicalTrials.gov': { form: /^NCT\d{8}$/u, address: (id) => `https://clinicaltrials.gov/study/${id}` },
  ISRCTN: { form: /^ISRCTN\d{8}$/u, address: (id) => `https://www.isrctn.com/${id}` },
  EudraCT: {
    form: /^\d{4}-\d{6}-\d{2}$/u,
    address: (id) => `https://www.clinicaltrialsregister.eu/ctr-search/search?query=eudract_number:${id}`,
  },
  jRCT: { form: /^jRCT[a-z]?\d+$/u, address: (id) => `https://jrct.mhlw.go.jp/en-latest-detail/${id}` },
};

/** Where the register shows this entry, or null where that is not certain. */
export function registrationAddress({ registry, id }: Registration): string | null {
  const known = Object.hasOwn(ADDRESSES, registry) ? ADDRESSES[registry] : undefined;
  return known !== undefined && known.form.test(id) ? known.address(id) : null;
}
