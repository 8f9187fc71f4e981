/** The same sentence in both languages of the registry. */
export type Text = { en: string; ru: string };

/** How close a statement is to the original report; `convention` means that no source settles it and this registry chose. */
export type SourceLevel = 'full-text' | 'abstract' | 'registry' | 'review' | 'convention';

/** Where a clause comes from. `ref` is null for a convention of this registry; `locator` is the place inside the source. */
export type Source = { ref: SourceKey | null; locator: string; level: SourceLevel };

/** A source with what it says where that is not plain from the clause itself. */
export type ClauseSource = Source & { note?: Text };

/**
 * How close each source is that the rules cite, by its key in the evidence; keys that are slugs of protocols are trial records of
 * this registry. What they are in full stands apart (`publications.ts`): a patient's answer does without.
 */
export const LEVELS = {
  'cancervic-blinfant': 'registry',
  'ccg1953-record': 'registry',
  'dordelmann-1999': 'abstract',
  'dreyer-2015': 'abstract',
  'efremova-2026': 'review',
  'fechina-2007': 'abstract',
  'gpoh-interfant21': 'registry',
  'isoyama-2002': 'abstract',
  'isrctn-interfant06': 'registry',
  'isrctn-interfant99': 'registry',
  'koh-2015': 'abstract',
  'mann-2010': 'abstract',
  'mll10-ash-2019': 'abstract',
  'mll9698-ash-2006': 'abstract',
  nct00550992: 'registry',
  nct05327894: 'registry',
  'pieters-2007': 'abstract',
  'pieters-2018-ash': 'abstract',
  'pieters-2019': 'abstract',
  'total16-infant-2021': 'abstract',
  'umin-mll10': 'registry',
  'utsw-aall0631': 'registry',
  'van-der-velden-2009': 'abstract',
  'mll-baby': 'registry',
  p9407: 'registry',
  aall0631: 'registry',
} as const satisfies Record<string, SourceLevel>;

export type SourceKey = keyof typeof LEVELS;

/** A place in a source, with the level that source always has. */
export function cite(ref: SourceKey, locator: string, note?: Text): ClauseSource {
  return { ref, locator, level: LEVELS[ref], ...(note && { note }) };
}

/** A choice of this registry where no source settles the point. */
export function convention(locator: string, note?: Text): ClauseSource {
  return { ref: null, locator, level: 'convention', ...(note && { note }) };
}
