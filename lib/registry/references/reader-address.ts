/**
 * Sites that a reader is sent to, each with the sites below it: whoever publishes a paper, an identifier of it, a register,
 * or the body whose own page it is. Every other address is where a curator found a copy, a record of a university's
 * repository or a summary, and may be gone or differ from the publication: it is kept with the figure and not shown.
 */
const FOR_READERS: readonly string[] = [
  // identifiers and libraries of record
  'doi.org',
  'cyberleninka.ru',
  'ncbi.nlm.nih.gov',
  'europepmc.org',
  // publishers
  'aacrjournals.org',
  'academic.oup.com',
  'ascopubs.org',
  'ashpublications.org',
  'bmj.com',
  'cell.com',
  'frontiersin.org',
  'haematologica.org',
  'jamanetwork.com',
  'journals.lww.com',
  'karger.com',
  'link.springer.com',
  'mdpi.com',
  'nature.com',
  'nejm.org',
  'onlinelibrary.wiley.com',
  'plos.org',
  'sciencedirect.com',
  'tandfonline.com',
  'targetedonc.com',
  'thelancet.com',
  // registers and lists of trials
  'anzctr.org.au',
  'chictr.org.cn',
  'clinicaltrials.gov',
  'clinicaltrialsregister.eu',
  'drks.de',
  'euclinicaltrials.eu',
  'isrctn.com',
  'jrct.mhlw.go.jp',
  'jrct.niph.go.jp',
  'onderzoekmetmensen.nl',
  'trialsearch.who.int',
  'trials.cancervic.org.au',
  'upload.umin.ac.jp',
  // authorities, societies and hospitals with pages of their own
  'arnoldpalmerhospital.com',
  'cancer.gov',
  'childrens.com',
  'childrensoncologygroup.org',
  'ema.europa.eu',
  'fda.gov',
  'gpoh.de',
  'minzdrav.gov.ru',
  'nucleus.astct.org',
  'prinsesmaximacentrum.nl',
  'seattlechildrens.org',
  'stjude.org',
  'utswmedicine.org',
  'who.int',
];

/** Whether readers are sent to an address. */
export function isForReaders(url: string): boolean {
  const host = hostOf(url);
  return FOR_READERS.some((site) => host === site || host.endsWith(`.${site}`));
}

/** The address if readers are sent there. */
export function readersAddress(url: string | null | undefined): string | null {
  return url !== null && url !== undefined && isForReaders(url) ? url : null;
}

/** `https://www.who.int/x` → `who.int`. */
export function hostOf(url: string): string {
  return /^https?:\/\/(?:www\.)?([^/?#]+)/u.exec(url)?.[1] ?? url;
}
