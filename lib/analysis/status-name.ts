/**
 * What a status column's name asks. `event`: did it happen (death, relapse); `plain`: nothing is asked (status, OS), codes
 * follow the custom; `turned`: did it not happen (censored, alive); `cnsr`: CDISC ADaM, 0 = event and every other code a
 * reason for censoring; `unclear`: used either way.
 */
export type NameSense = 'event' | 'plain' | 'turned' | 'cnsr' | 'unclear';

const ENDPOINT =
  /(\p{L}+ ?free|overall|cancer specific|disease specific) (survival|interval)|\p{L}+ (выживаемость|выживаемости)/gu;
const EVENT =
  /event|death|dead|died|deceas|mortal|fatal|relaps|recur|progress|fail|событ|умер|смерт|леталь|рецид|прогресс|погиб/u;
const CENSORING = /cens|ценз/u;
const ALIVE =
  /alive|living|surviv|\bsurv|vital|\blife|\bfree|жив|выжи|витал|жизн|lost|ltfu|withdraw|drop ?out|потер|выбы/u;
const TURNED =
  /^(is |was |пациент )?(censored|цензурирован[аоы]?|цензурированный|цензурирование|alive|living|survived|survivor|\p{L}+ ?free|жив[аы]?|живой|выжил[аи]?)( (flag|fl|yn|yes no|да нет))?$/u;
/** A name with a denial, or one that asks why, is used either way. */
const DENIED = /(^| )(no|not|non|without|не|нет|без|cause|reason|причина)( |$)|uncens|нецензур/u;

/**
 * The sense of a name without its legend. `cens`, `censor` and "censoring status" are 1 = event in many data sets of R and
 * Stata and 1 = censored in others; a vital status is 1 = alive in NAACCR and 1 = dead elsewhere.
 */
export function nameSense(name: string): NameSense {
  const text = nameWords(name).replace(ENDPOINT, 'endpoint');
  if (/cnsr/u.test(text)) return 'cnsr';
  if (TURNED.test(text)) return 'turned';
  if (CENSORING.test(text) || ALIVE.test(text)) return 'unclear';
  if (DENIED.test(text)) return 'unclear';
  return EVENT.test(text) ? 'event' : 'plain';
}

/** The only event that a name admits; null where it names none or a composite. */
export function nameEndpoint(name: string): 'death' | 'relapse' | null {
  const text = nameWords(name);
  const death =
    /death|dead|died|deceas|mortal|fatal|alive|living|vital|overall survival|умер|смерт|леталь|погиб|жив|общая выживаемость/u.test(
      text,
    ) || /(^| )(os|ов)( |$)/u.test(text);
  const relapse = /relaps|recur|рецид/u.test(text);
  if (death === relapse) return null;
  return death ? 'death' : 'relapse';
}

/** Codes that the name itself explains, `status (0 = alive, 1 = dead)`, and the name without them. */
export function nameLegend(name: string): Readonly<{ name: string; legend: ReadonlyMap<number, string> }> {
  const entry = /(\d+)\s*([=:]|\s[-–—]\s?)\s*([^\d,;()|/]*\p{L})/gu;
  const found = [...name.matchAll(entry)];
  if (found.length === 0 || (found.length === 1 && !name.includes('='))) return { name, legend: new Map() };
  return {
    name: name
      .replace(entry, ' ')
      .replace(/[()[\],;|/]+/gu, ' ')
      .trim(),
    legend: new Map(found.map(([, code, , word]) => [Number(code), (word ?? '').trim()])),
  };
}

function nameWords(name: string): string {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}
