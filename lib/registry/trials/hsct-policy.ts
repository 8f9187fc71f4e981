/**
 * Whom a study transplants in first remission, as far as its text says: everyone; everyone with a KMT2A rearrangement;
 * those of them with a donor; the high-risk group; that group and others by MRD; as an option left open; after
 * blinatumomab; nobody. `rule-unknown`: transplantation took place but the rule was not found. `result-only`: the text
 * reports how transplantation turned out, not whom it was meant for.
 */
export const HSCT_POLICIES = [
  'all',
  'kmt2a-rearranged',
  'donor',
  'high-risk',
  'high-risk-and-mrd',
  'option',
  'after-blinatumomab',
  'none',
  'rule-unknown',
  'result-only',
  'not-stated',
  'not-classed',
] as const;
export type HsctPolicy = (typeof HSCT_POLICIES)[number];

/** Classed by hand from the text `hsctPolicy` of each trial's file; a changed text wants a second look here. */
const BY_TRIAL: Readonly<Record<string, HsctPolicy>> = {
  aall01p1: 'rule-unknown',
  aall0631: 'not-stated',
  aall15p1: 'not-stated',
  aall2321: 'not-stated',
  'all-baby-2021': 'not-stated',
  'all-bfm-83-86-90-infants': 'not-stated',
  'all-mb-91': 'not-stated',
  'augment-101': 'not-stated',
  'beijing-blina-frontline': 'not-stated',
  'beijing-iall': 'not-stated',
  'blinatumomab-hsct-infants-2021': 'after-blinatumomab',
  'cccg-iall-mpal-2022': 'not-stated',
  'ccg-1883': 'not-stated',
  'ccg-1953': 'donor',
  'ccg-1953-p9407-hsct': 'donor',
  'chop-cart-kmt2a-infant': 'not-stated',
  'cibmtr-tisa': 'not-stated',
  evolve: 'not-stated',
  'interfant-06': 'high-risk-and-mrd',
  'interfant-21': 'high-risk-and-mrd',
  'interfant-99': 'rule-unknown',
  'interfant-blina-pilot': 'high-risk-and-mrd',
  'jshct-infant-hsct': 'all',
  'mll-03': 'all',
  'mll-10': 'high-risk',
  'mll-17': 'not-stated',
  'mll-96': 'donor',
  'mll-96-98-pooled': 'kmt2a-rearranged',
  'mll-98': 'kmt2a-rearranged',
  'mll-baby': 'not-stated',
  p9407: 'none',
  'plat-02-all': 'not-stated',
  'plat-infant-cart': 'not-stated',
  'pog-9107': 'none',
  'ponte-di-legno-kmt2a-noninfant': 'result-only',
  'prwcc-tisagenlecleucel-infant': 'not-stated',
  'relapsed-infant-all-interfant-99': 'result-only',
  'relapsed-infant-all-mll03': 'not-stated',
  'rogachev-infant-genetics': 'not-stated',
  'tccsg-infants-1977-1995': 'not-stated',
  'tini-i': 'not-stated',
  'tini-ii': 'not-stated',
  'tisa-under3-europe': 'not-stated',
  'total-xvi-infants': 'not-stated',
  'uk-blinatumomab-infants': 'after-blinatumomab',
  'uk-infant-87': 'option',
  'uk-infant-92': 'option',
  ziftoped: 'not-stated',
};

/** The class of a trial's transplantation policy; a trial that nobody has classed yet says so. */
export function hsctPolicyOf(slug: string): HsctPolicy {
  return Object.hasOwn(BY_TRIAL, slug) ? (BY_TRIAL[slug] ?? 'not-classed') : 'not-classed';
}
