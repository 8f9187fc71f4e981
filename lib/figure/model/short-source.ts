/** `van der Linden MH, et al. Blood 2009;114:3764–8`: the first author, the journal, and the year behind it. */
const AUTHOR_AND_YEAR =
  /^((?:(?:van|von|der|den|de|di|da|la|le|ten|ter) )*\p{Lu}[\p{L}’'-]+) \p{Lu}{1,3}(?:-\p{Lu})*(?:, [^.]+)?\. (.*?)\b((?:19|20)\d\d)\b/u;
/** Letters of a source without an author, and the year with which it may end. */
const MOST_LETTERS = 36;
const YEAR_AT_END = /\b((?:19|20)\d\d)(?:;\S*)?$/u;

/** First author and year, as one cites on a slide; of a source without them the first words. */
export function sourceInShort(citation: string): string {
  const [, author, , year] = AUTHOR_AND_YEAR.exec(citation) ?? [];
  if (author !== undefined && year !== undefined) return `${author.replaceAll(' ', '\u00a0')}\u00a0${year}`;
  if (citation.length <= MOST_LETTERS) return citation;
  const words = citation.slice(0, citation.lastIndexOf(' ', MOST_LETTERS)).replace(/[.,;:]$/u, '');
  return [`${words}\u00a0…`, YEAR_AT_END.exec(citation)?.[1] ?? ''].filter((part) => part !== '').join(' ');
}

/** The same of several sources: where two would be called alike, by their journals, and those of one journal by a letter. */
export function sourcesInShort(citations: readonly string[]): ReadonlyMap<string, string> {
  const unique = [...new Set(citations)];
  return new Map(
    unique.map((citation) => {
      const name = sourceInShort(citation);
      const alike = unique.filter((other) => sourceInShort(other) === name);
      if (alike.length === 1) return [citation, name];
      const journals = alike.map((other) => AUTHOR_AND_YEAR.exec(other)?.[2]?.trim() ?? '');
      const at = alike.indexOf(citation);
      const isApart = new Set(journals).size === alike.length && !journals.includes('');
      return [citation, isApart ? `${name}, ${journals[at]}` : `${name}${String.fromCharCode(97 + at)}`];
    }),
  );
}
