import type { Discrepancy, Estimate } from '../schema';
import type { Endpoint, Kmt2aStratum } from '../vocabulary';

/** What of a figure says which quantity it is. */
type Quantity = Pick<Estimate, 'id' | 'endpoint' | 'endpointDetail' | 'timeYears' | 'estimate' | 'n'> & {
  stratum: Pick<Estimate['stratum'], 'kmt2a' | 'age' | 'arm' | 'other'>;
};
type Texts = Pick<Discrepancy, 'field' | 'reviewSays' | 'primarySays'>;

/** What one clause of a text prints: percentages, the horizons they stand at, and the number of patients behind each. */
type Clause = Readonly<{ values: readonly Printed[]; years: readonly number[] }>;
type Printed = Readonly<{ value: number; n: number | null }>;

/**
 * The figures of a trial, by id, that a disagreement of sources is about. It says so in words alone, so a figure is
 * concerned where the words name its endpoint (those of the heading before those of the text), its horizon and no other
 * stratum, and print its value; or where the heading names endpoint and stratum and the figure is the one of all these
 * patients. A value that both sources agree on, or that is printed beside the disputed ones for other patients, is not.
 */
export function figuresConcerned(texts: Texts, figures: readonly Quantity[]): ReadonlySet<string> {
  const [heading, review, primary] = [texts.field.en, texts.reviewSays.en, texts.primarySays.en];
  const text = `${review}; ${primary}`;
  const [headYears, allYears] = [yearsIn(heading), yearsIn(`${heading}; ${text}`)];
  const headStratum = stratumIn(heading);
  const endpoints = endpointsIn(heading).length > 0 ? endpointsIn(heading) : endpointsIn(text);
  const named = figures.filter(
    ({ endpoint, endpointDetail, timeYears, stratum }) =>
      endpoints.includes(spokenOf(endpoint, endpointDetail?.en)) &&
      fits(headYears, timeYears) &&
      (headStratum === null || headStratum === stratum.kmt2a),
  );
  const printedIn = (side: string): Quantity[] => {
    const clauses = clausesOf(side);
    const own = clauses.flatMap(({ years }) => years);
    return named.filter((figure) =>
      clauses.some(({ values, years }) => {
        const at = [years, own, allYears].find((some) => some.length > 0) ?? [];
        return fits(at, figure.timeYears) && values.some((printed) => isFigure(printed, figure));
      }),
    );
  };
  const disputed = printedIn(review);
  const strata = new Set(disputed.map(({ stratum }) => stratum.kmt2a));
  const answered = printedIn(primary).filter(({ stratum }) => strata.size === 0 || strata.has(stratum.kmt2a));
  const headed = named.filter(
    ({ endpoint, timeYears, stratum: { kmt2a, age, arm, other } }) =>
      endpointsIn(heading).includes(endpoint) &&
      kmt2a === (headStratum ?? 'all') &&
      [age, arm, other].every((part) => part === null) &&
      fits(allYears, timeYears),
  );
  return new Set([...disputed, ...answered, ...headed].map(({ id }) => id));
}

function isFigure({ value, n }: Printed, figure: Quantity): boolean {
  return value === figure.estimate && (n === null || figure.n === null || n === figure.n);
}

/** A figure without a horizon, or words without one, say nothing against each other. */
function fits(years: readonly number[], timeYears: number | null): boolean {
  return years.length === 0 || timeYears === null || years.includes(timeYears);
}

/** An endpoint, or a quantity that the registry keeps as `other`, as the English texts of the data set spell it. */
const SPELT = {
  EFS: /\bEFS\b|\bevent-free survival\b/iu,
  OS: /\bOS\b|\boverall survival\b/iu,
  DFS: /\bDFS\b|\bdisease-free survival\b/iu,
  RFS: /\bRFS\b|\brelapse-free survival\b/iu,
  relapse: /\brelapse\b(?!-free)/iu,
  death: /\bdied in (?:complete )?remission\b|\bdeaths? in (?:complete )?remission\b/iu,
  transplant: /\btransplanted\b|\bHSCT in first remission\b/iu,
} as const;
type Spoken = keyof typeof SPELT;
const SPOKEN: readonly Spoken[] = ['EFS', 'OS', 'DFS', 'RFS', 'relapse', 'death', 'transplant'];

function endpointsIn(text: string): (Spoken | Endpoint | null)[] {
  return SPOKEN.filter((name) => SPELT[name].test(text));
}

function spokenOf(endpoint: Endpoint, detail: string | undefined): Spoken | null {
  if (endpoint === 'EFS' || endpoint === 'OS' || endpoint === 'DFS' || endpoint === 'RFS') return endpoint;
  if (endpoint === 'CIR') return 'relapse';
  if (detail === undefined) return null;
  return (['death', 'transplant', 'relapse'] as const).find((name) => SPELT[name].test(detail)) ?? null;
}

function stratumIn(heading: string): Kmt2aStratum | null {
  if (heading.includes('germline')) return 'g';
  return heading.includes('rearranged') ? 'r' : null;
}

/** `3-year`, `at 3 years`, `at 1 year`. */
function yearsIn(text: string): number[] {
  return [...text.matchAll(/\b(\d+(?:\.\d+)?)-year\b|\bat (\d+(?:\.\d+)?) years?\b/giu)].map(([, before, after]) =>
    Number(before ?? after),
  );
}

function clausesOf(side: string): Clause[] {
  return side
    .split(/;\s|\.\s(?=\p{Lu})/u)
    .filter((clause) => !/\bagrees?\b/u.test(clause))
    .map((clause) => ({ values: printedOf(clause), years: yearsIn(clause) }));
}

/**
 * `73.9%`, `34.0 ± 7.5%`, `47.5, 54.9, 54.4%`, `73.9% (SE 3.6), OS 87.2% (SE 2.7), n = 167`: the values, not their errors
 * or counts. `n =` belongs to the value before it.
 */
function printedOf(clause: string): Printed[] {
  const plain = clause.replaceAll(/\(?95% CI [^);,]*\)?/gu, '').replaceAll(/ ± \d+(?:\.\d+)?/gu, '');
  const lists = [...plain.matchAll(/(?:\d+(?:\.\d+)?(?:, | and |–))*\d+(?:\.\d+)?\s?%/gu)];
  return lists.flatMap(({ 0: list, index }, place) => {
    const until = lists[place + 1]?.index ?? plain.length;
    const n = /\bn = (\d+)/u.exec(plain.slice(index + list.length, until))?.[1];
    return [...list.matchAll(/\d+(?:\.\d+)?/gu)].map(([value]) => ({
      value: Number(value),
      n: n === undefined ? null : Number(n),
    }));
  });
}
