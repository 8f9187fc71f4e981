/** Characters of a pasted reference that are read at most. */
export const LONGEST_PASTE = 100_000;

export const PAPER_FIELDS = ['doi', 'pmid', 'title', 'authors', 'journal', 'year', 'volume', 'issue', 'pages'] as const;

/** What a pasted text says of one publication, as it would be typed; what it does not say is left out. */
export type PastedReference = Partial<Record<(typeof PAPER_FIELDS)[number], string>>;
/** What a form says of a paper, under the names of a pasted reference; empty: nothing. */
export type PaperFields = Readonly<Required<PastedReference>>;

/**
 * What a form says once a reference was pasted into it. Of the same paper what is pasted goes before what stood there, and the
 * rest stays; of another paper nothing stays, so that no title ever stands under the number of another paper.
 */
export function pastedInto(held: PaperFields, pasted: PastedReference): PaperFields {
  const other = isOtherPaper(held, pasted);
  const fields = PAPER_FIELDS.map((name) => [name, pasted[name] ?? (other ? '' : held[name])] as const);
  return Object.fromEntries(fields) as PaperFields;
}

/** By a number that both have; without one by the title; where neither can be compared, a form with a number is of another paper. */
function isOtherPaper(held: PaperFields, pasted: PastedReference): boolean {
  const compared = (['doi', 'pmid', 'title'] as const).filter(
    (name) => held[name] !== '' && (pasted[name] ?? '') !== '',
  );
  const [first] = compared;
  if (first === undefined) return held.doi !== '' || held.pmid !== '';
  return plain(held[first]) !== plain(pasted[first] ?? '');
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
