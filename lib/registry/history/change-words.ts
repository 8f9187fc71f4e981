import { countryName } from '@/lib/i18n/country-name';
import type { Messages } from '@/lib/i18n/messages/load';
import { afterColon, formatNumber } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import type { ChangedPart } from './changed-parts';

type Texts = Pick<Messages, 'changes' | 'parts' | 'proposals' | 'references' | 'review' | 'source' | 'vocabulary'>;
type Words = Readonly<Record<string, string>>;

export type ChangeWords = Readonly<{
  /** What a part of a row of this table is called; null: no word for it, as of a column that is no more. */
  name: (part: Pick<ChangedPart, 'name' | 'item' | 'language'>) => string | null;
  /** What stands or stood there, in words of the vocabulary where it is one of them. */
  value: (table: string, name: string, value: unknown) => string;
}>;

/** The protocol was one row with its lists before each of their items had a row of its own. */
const FORMER = /^(?:covers|searches|flow)-/u;

/** How the parts of the evidence's rows and what they hold are called in a language. */
export function changeWords(texts: Texts, locale: Locale): ChangeWords {
  const { changes, parts } = texts;
  const one = (table: string, name: string, text: string): string => {
    if (name === 'countries' && /^[A-Z]{2}$/u.test(text)) return countryName(text, locale);
    return found(vocabularyOf(texts, table, name.replace(FORMER, '')), text) ?? text;
  };
  const value: ChangeWords['value'] = (table, name, held) => {
    if (held === null || held === undefined) return changes.nothing;
    if (typeof held === 'boolean') return held ? texts.proposals.yes : texts.proposals.no;
    if (typeof held === 'number') return formatNumber(held, locale);
    if (typeof held === 'string') return one(table, name, held);
    if (!Array.isArray(held)) return JSON.stringify(held);
    return held.length === 0 ? changes.nothing : held.map((item) => value(table, name, item)).join('; ');
  };
  return {
    name: ({ name, item, language }) => {
      const plain = found(changes.column, name.replace(FORMER, '')) ?? judgementName(texts, name);
      if (plain === null) return null;
      const spoken = language === null ? plain : filled(parts.in[language], { field: plain });
      return item === null ? spoken : filled(changes.inItem, { field: spoken, item });
    },
    value,
  };
}

function judgementName({ review }: Texts, name: string): string | null {
  const [, domain = '', what = ''] = /^(?:certainty-)?domains-(.+)-(concern|judgement|reason)$/u.exec(name) ?? [];
  const named = name.startsWith('certainty-') ? found(review.gradeDomain, domain) : found(review.domain, domain);
  return named === null ? null : `${named}: ${afterColon(what === 'reason' ? review.reason : review.judgementName)}`;
}

/** The words that can stand in a part of a row. */
function vocabularyOf({ vocabulary, parts, review, references, source }: Texts, table: string, name: string): Words {
  const lists: Partial<Record<string, Words>> = {
    endpoint: Object.fromEntries(Object.entries(vocabulary.endpoint).map(([key, { long }]) => [key, long])),
    endpoints: Object.fromEntries(Object.entries(vocabulary.endpoint).map(([key, { long }]) => [key, long])),
    time_zero: vocabulary.timeZero,
    timeZeros: vocabulary.timeZero,
    stratum_kmt2a: vocabulary.kmt2a,
    kmt2a: vocabulary.kmt2a,
    stratum_risk: vocabulary.risk,
    stratum_also_risk: vocabulary.risk,
    risk_group: vocabulary.risk,
    kind: table === 'arm' ? vocabulary.armKind : vocabulary.kind,
    phase: vocabulary.phase,
    status: vocabulary.status,
    class: vocabulary.interventionClass,
    reason: vocabulary.reason,
    caveats: vocabulary.caveat,
    extraction: vocabulary.extraction,
    qualifier: parts.qualifier,
    countries_from: parts.absent,
    'countries_from-named': parts.named,
    cut: parts.absent,
    followUp: parts.absent,
    population: parts.absent,
    type: references.types,
    'custom-kept': references.kept,
    'certainty-certainty': review.level,
  };
  const list = lists[name];
  if (list !== undefined) return list;
  if (/source[_-]level$/u.test(name)) return source.level;
  if (name.startsWith('counts-')) return vocabulary.eventAnswer;
  if (name.endsWith('-concern')) return review.concern;
  return name.endsWith('-judgement') ? review.judgement : {};
}

function found(words: Words, key: string): string | null {
  return Object.hasOwn(words, key) ? (words[key] ?? null) : null;
}

function filled(text: string, values: Words): string {
  return text.replace(/\{(\w+)\}/gu, (whole, key: string) => values[key] ?? whole);
}
