import { formatNumber, formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { Source } from '@/lib/registry/schema';
import { sourceWording } from '@/lib/registry/trials/source-wording';
import {
  isOwnAttribute,
  type Attribute,
  type AttributeRow,
  type AttributeTable,
  type CellPart,
} from '../views/attribute-table';
import type { FigureTexts } from './figure-texts';
import { intervalText } from './point-text';

export type AttributePart = Readonly<{ key: string; text: string; source: Source | null }>;
export type AttributeCell = Readonly<{ slug: string; acronym: string; parts: readonly AttributePart[] }>;
export type AttributeLine = Readonly<{
  attribute: Attribute;
  label: string /** whether the trials agree, in words */;
  remark: string;
  cells: readonly AttributeCell[];
}>;

/** What holds of the studies whatever figures are chosen. */
const OF_STUDIES: readonly string[] = [
  'event-definitions',
  'shared-patients',
  'eras-differ',
  'one-curator',
  'one-curator-parts',
];

/** The table in words; what is not reported says so. */
export type AttributeTexts = Pick<
  FigureTexts,
  'headings' | 'citations' | 'levels' | 'caveats' | 'madeUp' | 'internal' | 'locale'
> &
  Readonly<{
    title: string;
    subtitle: string;
    attribute: string;
    notReported: string;
    lines: readonly AttributeLine[];
    method: readonly string[];
  }>;

export function attributeTexts(table: AttributeTable, base: FigureTexts, t: MessageLookup): AttributeTexts {
  const { locale } = base;
  return {
    locale,
    headings: base.headings,
    levels: base.levels,
    madeUp: null,
    internal: null,
    caveats: base.caveats.filter(({ code }) => OF_STUDIES.includes(code)),
    citations: table.citations.map(({ citation }) => [citation.short, citation.link?.label].filter(Boolean).join('. ')),
    title: t('attributes.title', { trials: table.trials.map(({ acronym }) => acronym).join(', ') }),
    subtitle: t('attributes.subtitle', { count: table.trials.length }),
    attribute: t('attributes.attribute'),
    notReported: t('attributes.notReported'),
    method: [t('attributes.method.source'), t('attributes.method.agreement')],
    lines: table.rows.map((row) => ({
      attribute: row.attribute,
      label: labelOf(row.attribute, t),
      remark: remark(row, table, t),
      cells: table.trials.map(({ slug, acronym }, i) => ({
        slug,
        acronym,
        parts: (row.cells[i] ?? []).map((part, at) => ({
          key: String(at),
          text: partText(part, locale, t),
          source: part.source,
        })),
      })),
    })),
  };
}

function labelOf(attribute: Attribute, t: MessageLookup): string {
  return isOwnAttribute(attribute) ? t(`attributes.name.${attribute}`) : t(`vocabulary.fact.${attribute}`);
}

function remark({ agreement, silent }: AttributeRow, { trials }: AttributeTable, t: MessageLookup): string {
  const agrees =
    agreement === 'text' || silent.length === trials.length ? [] : [t(`attributes.agreement.${agreement}`)];
  const missing = silent.length === 0 ? [] : [t('attributes.silent', { count: silent.length, of: trials.length })];
  return [...agrees, ...missing].join('; ');
}

function partText(part: CellPart, locale: Locale, t: MessageLookup): string {
  switch (part.kind) {
    case 'text':
      return inLocale(part.text, locale);
    case 'plain':
      return part.text;
    case 'number':
      return formatNumber(part.value, locale);
    case 'code':
      return t(`vocabulary.${part.key}`);
    case 'year':
      return t(`vocabulary.years.${part.word}`, { year: part.year });
    case 'arm':
      return t('attributes.arm', {
        name: inLocale(part.name, locale),
        description: inLocale(part.description, locale),
        n: part.n === null ? t('figure.nNotReported') : t('figure.n', { n: part.n }),
      });
    case 'risk':
      // A protocol without groups has a dash for the name of one.
      return part.name === '–'
        ? inLocale(part.definition, locale)
        : t('attributes.risk', {
            name: sourceWording(part.name, locale),
            definition: inLocale(part.definition, locale),
          });
    case 'definition':
      return t('attributes.definition', {
        endpoint: t(`vocabulary.endpoint.${part.endpoint}.short`),
        from: t(`vocabulary.fromTimeZero.${part.timeZero}`),
        events: part.events.map((wording) => sourceWording(wording, locale)).join(', '),
      });
    case 'outcome':
      return outcomeText(part, locale, t);
  }
}

function outcomeText(
  { estimate, interval }: Extract<CellPart, { kind: 'outcome' }>,
  locale: Locale,
  t: MessageLookup,
): string {
  const value = estimate.estimate === null ? '–' : formatPercent(estimate.estimate, locale);
  return t('attributes.outcome', {
    population: inLocale(estimate.label, locale),
    endpoint: t(`vocabulary.endpoint.${estimate.endpoint}.short`),
    value: interval === null ? value : `${value} (${intervalText(interval, locale)})`,
    horizon: estimate.timeYears === null ? 'none' : formatYears(estimate.timeYears, locale),
    from: t(`vocabulary.fromTimeZero.${estimate.timeZero}`),
  });
}
