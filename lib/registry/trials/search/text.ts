/** Letters of other alphabets that cannot be told from a Latin one in an acronym, small forms (`Н` is typed for H). */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ј: 'j',
  α: 'a',
  β: 'b',
  ε: 'e',
  ζ: 'z',
  η: 'h',
  ι: 'i',
  κ: 'k',
  μ: 'm',
  ν: 'n',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'y',
  χ: 'x',
};
/** More pieces than this are joined only as a whole: a DOI is no list of names. */
const MOST_JOINED = 4;
const SHORTEST_STEM = 4;
const MOST_REMEMBERED = 50_000;

const WORD = /[\p{L}\p{N}]+(?:[-\u2010-\u2013\u2212./_][\p{L}\p{N}]+)*/gu;
const SIGN = /[-\u2010-\u2013\u2212./_]/u;
const LATIN_OR_DIGIT = /[a-z0-9]/u;
/** A name and its number written as one, such as MLL10 or NCT00550992. */
const NAME_WITH_NUMBER = /^(\p{L}{2,})(\d{2,})$/u;
const RUSSIAN_ENDING =
  /(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ов|ев|ей|ии|ыи|ои|ая|яя|ое|ее|ие|ые|ых|их|ам|ям|ах|ях|ом|ем|ую|юю|ию|ия|а|я|о|е|ы|и|у|ю|ь)$/u;
const ENGLISH_ENDING = /(?:es|s)$/u;

/** Text without case, accents and the dots of ё and й; signs and spaces stay. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * The words of a folded text as lists of pieces: `MLL-10` is one word of two pieces. A word that mixes Latin letters or
 * digits with letters that look Latin has a second reading in Latin: `КМТ2А`, or `СOG` with a Cyrillic С.
 */
export function wordsOf(text: string): string[][][] {
  return (foldText(text).match(WORD) ?? []).map((word) => readingsOf(word).map((reading) => reading.split(SIGN)));
}

/** Everything that a text is found by: the pieces of its words, neighbouring pieces as one (`mll10`), name and number apart. */
export function termsOf(text: string): string[] {
  return [...new Set((foldText(text).match(WORD) ?? []).flatMap(termsOfWord))];
}

const termsOfWord = remembered((word): readonly string[] => {
  const readings = readingsOf(word).map((reading) => reading.split(SIGN));
  return readings.flatMap((pieces) => [
    ...joined(pieces),
    ...pieces.flatMap((piece) => NAME_WITH_NUMBER.exec(piece)?.slice(1) ?? []),
  ]);
});

/** Words come again and again; taking one apart costs more than remembering it. */
function remembered<Answer>(work: (word: string) => Answer): (word: string) => Answer {
  const known = new Map<string, Answer>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const answer = work(word);
    known.set(word, answer);
    return answer;
  };
}

/** A text as one run of letters and digits, in which `MLL 10`, `mll-10` and `MLL10` are the same. */
export function compact(text: string): string {
  const words = wordsOf(text).map((readings) => (readings.at(-1) ?? []).join(''));
  return words.join('');
}

/** The part of a word that its cases and its plural share: `младенцев` and `младенцы` → `младенц`; short words stay whole. */
export function stemOf(term: string): string {
  return rememberedStem(term);
}

const rememberedStem = remembered((term) => {
  if (/\d/u.test(term)) return term;
  const stem = term.replace(/[а-я]$/u.test(term) ? RUSSIAN_ENDING : ENGLISH_ENDING, '');
  return stem.length >= SHORTEST_STEM ? stem : term;
});

function readingsOf(word: string): string[] {
  const latin = [...word].map((letter) => LOOKALIKES[letter] ?? letter).join('');
  const mixed =
    latin !== word && LATIN_OR_DIGIT.test(word) && !/[^a-z0-9]/u.test(latin.replace(new RegExp(SIGN, 'gu'), ''));
  return mixed ? [word, latin] : [word];
}

function joined(pieces: readonly string[]): string[] {
  const runs = pieces.flatMap((_, start) =>
    pieces.slice(start, start + MOST_JOINED).map((__, length) => pieces.slice(start, start + length + 1).join('')),
  );
  return pieces.length > MOST_JOINED ? [...runs, pieces.join('')] : runs;
}
