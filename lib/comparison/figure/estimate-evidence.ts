import { formatNumber, formatPercent, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { toCitation } from '@/lib/registry/references/citation';
import { locatorText } from '@/lib/registry/references/locator-text';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { figureRemarks } from '@/lib/registry/trials/figure-remarks';
import { groupOutcomes } from '@/lib/registry/trials/outcome-groups';
import type { Bilingual, Discrepancy, Reference } from '@/lib/registry/schema';
import type { Endpoint } from '@/lib/registry/vocabulary';

/** What stands behind a plotted figure, beyond its own source; ready to print. */
export type EvidenceTexts = Readonly<{
  /** why this figure is the one to read */
  preferred: string;
  /** other printed values of the same quantity, each with why it gives way */
  others: readonly string[];
  /** disagreements between sources about this very quantity */
  discrepancies: readonly string[];
  /** the data set's own remark, and how often the figure was read */
  remarks: readonly string[];
}>;

export type TrialEvidence = Readonly<{
  estimates: readonly PublishedEstimate[];
  discrepancies: readonly (Discrepancy & Readonly<{ trial: string }>)[];
}>;

/** By estimate id, for every figure that may be plotted. */
export function evidenceTexts(
  ids: readonly string[],
  { estimates, discrepancies }: TrialEvidence,
  references: readonly Reference[],
  locale: Locale,
  t: MessageLookup,
): Record<string, EvidenceTexts> {
  const names = new Map(references.map((reference) => [reference.id, toCitation(reference).short]));
  return Object.fromEntries(
    ids.flatMap((id) => {
      const estimate = estimates.find((one) => one.id === id);
      if (estimate === undefined) return [];
      const others = othersOf(estimate, estimates, names, locale, t);
      const concerned = discrepancies.filter((one) => one.trial === estimate.trial && concerns(one, estimate));
      const texts: EvidenceTexts = {
        preferred: t(others.length === 0 ? 'figure.evidence.only' : 'figure.evidence.preferred'),
        others,
        discrepancies: concerned.map(({ reviewSays, primarySays, resolution }) =>
          t('figure.evidence.discrepancy', {
            review: sentence(reviewSays, locale),
            primary: sentence(primarySays, locale),
            resolution: sentence(resolution, locale),
          }),
        ),
        remarks: [
          t(`vocabulary.extraction.${estimate.extraction}`),
          ...estimate.caveats.map((caveat) => t(`vocabulary.caveat.${caveat}`)),
          ...figureRemarks(estimate, locale, (key, values) => t(`vocabulary.${key}`, values)),
          ...(estimate.note === null ? [] : [inLocale(estimate.note, locale)]),
        ],
      };
      return [[id, texts] as const];
    }),
  );
}

function othersOf(
  estimate: PublishedEstimate,
  estimates: readonly PublishedEstimate[],
  names: ReadonlyMap<string, string>,
  locale: Locale,
  t: MessageLookup,
): string[] {
  const own = groupOutcomes(
    estimates.filter(({ trial, endpoint }) => trial === estimate.trial && endpoint === estimate.endpoint),
  );
  return own.flatMap(({ others }) =>
    others.flatMap(({ estimate: other, instead, reason }) => {
      if (instead?.id !== estimate.id) return [];
      const value = other.estimate === null ? t('trial.withheld') : formatPercent(other.estimate, locale);
      return [
        t('figure.evidence.other', {
          value,
          n: other.n === null ? t('figure.nNotReported') : t('figure.n', { n: formatNumber(other.n, locale) }),
          source: names.get(other.source.ref) ?? other.source.ref,
          locator: locatorText(other.source.locator, locale),
          level: t(`source.level.${other.source.level}`),
          reason: t(`trial.other.${reason}`),
        }),
      ];
    }),
  );
}

/** A text of the data set without the full stop that the message sets. */
function sentence(text: Bilingual, locale: Locale): string {
  return inLocale(text, locale).replace(/\.$/u, '');
}

/**
 * A disagreement says in words what it is about. It concerns a figure where it names the endpoint and prints the figure's
 * value as a percentage, or where its heading names the endpoint and exactly the figure's KMT2A stratum.
 */
export function concerns(
  { field, reviewSays, primarySays }: Discrepancy,
  { endpoint, estimate, stratum }: PublishedEstimate,
): boolean {
  const said = `${field.en}; ${reviewSays.en}; ${primarySays.en}`;
  const names = (text: string): boolean => new RegExp(`\\b(?:${SPELT[endpoint] ?? endpoint})\\b`, 'iu').test(text);
  if (!names(said)) return false;
  const heads =
    names(field.en) && headingStratum(field.en) === stratum.kmt2a && stratum.arm === null && stratum.other === null;
  return heads || (estimate !== null && printedPercentages(said).has(estimate));
}

/** Endpoints as the English texts of the data set spell them. */
const SPELT: Readonly<Partial<Record<Endpoint, string>>> = {
  EFS: 'EFS|event-free survival',
  OS: 'OS|overall survival',
  DFS: 'DFS|disease-free survival',
  RFS: 'RFS|relapse-free survival',
};

function headingStratum(field: string): PublishedEstimate['stratum']['kmt2a'] {
  if (field.includes('germline')) return 'g';
  return field.includes('rearranged') ? 'r' : 'all';
}

/** `73.9%`, `34.0 ± 7.5%`, `47.5, 54.9, 54.4%`, `73.9% (SE 3.6), OS 87.2% (SE 2.7)`: the values, not their errors or counts. */
function printedPercentages(text: string): Set<number> {
  const lists = text.matchAll(
    /(?:\d+(?:\.\d+)?(?:, | and | ± \d+(?:\.\d+)?, ))*\d+(?:\.\d+)?(?: ± \d+(?:\.\d+)?)?\s?%/gu,
  );
  return new Set(
    [...lists].flatMap(([list]) => [...list.replace(/ ± \d+(?:\.\d+)?/gu, '').matchAll(/\d+(?:\.\d+)?/gu)].map(Number)),
  );
}
