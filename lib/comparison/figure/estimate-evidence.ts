import { formatNumber, formatPercent, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { formatCitation } from '@/lib/registry/references/citation';
import { figuresConcerned } from '@/lib/registry/quality/figures-concerned';
import { locatorText } from '@/lib/registry/references/locator-text';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { figureRemarks } from '@/lib/registry/trials/figure-remarks';
import { groupOutcomes } from '@/lib/registry/trials/outcome-groups';
import type { Bilingual, Discrepancy, Reference } from '@/lib/registry/schema';

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

/** Short citations by reference, by the list itself, which stays the same while the evidence does. */
const cited = new WeakMap<readonly Reference[], ReadonlyMap<string, string>>();

function citationsOf(references: readonly Reference[]): ReadonlyMap<string, string> {
  const known = cited.get(references);
  if (known !== undefined) return known;
  const names = new Map(references.map((reference) => [reference.id, formatCitation(reference)]));
  cited.set(references, names);
  return names;
}

/** By estimate id, for every figure that may be plotted. */
export function evidenceTexts(
  ids: readonly string[],
  { estimates, discrepancies }: TrialEvidence,
  references: readonly Reference[],
  locale: Locale,
  t: MessageLookup,
): Record<string, EvidenceTexts> {
  const names = citationsOf(references);
  const shown = new Set(estimates.flatMap(({ id, trial }) => (ids.includes(id) ? [trial] : [])));
  const disputed = discrepancies
    .filter(({ trial }) => shown.has(trial))
    .map((one) => {
      const own = estimates.filter(({ trial }) => trial === one.trial);
      return { concerned: figuresConcerned(one, own), text: discrepancyText(one, locale, t) };
    });
  return Object.fromEntries(
    ids.flatMap((id) => {
      const estimate = estimates.find((one) => one.id === id);
      if (estimate === undefined) return [];
      const others = othersOf(estimate, estimates, names, locale, t);
      const texts: EvidenceTexts = {
        preferred: t(others.length === 0 ? 'figure.evidence.only' : 'figure.evidence.preferred'),
        others,
        discrepancies: disputed.flatMap(({ concerned, text }) => (concerned.has(id) ? [text] : [])),
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

function discrepancyText(
  { reviewSays, primarySays, resolution, oneCurator }: Discrepancy,
  locale: Locale,
  t: MessageLookup,
): string {
  const text = t('figure.evidence.discrepancy', {
    review: sentence(reviewSays, locale),
    primary: sentence(primarySays, locale),
    resolution: sentence(resolution, locale),
  });
  return oneCurator === true ? `${text} ${t('vocabulary.caveat.one-curator')}` : text;
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
      const text = t('figure.evidence.other', {
        value,
        n: other.n === null ? t('figure.nNotReported') : t('figure.n', { n: formatNumber(other.n, locale) }),
        source: names.get(other.source.ref) ?? other.source.ref,
        locator: locatorText(other.source.locator, locale),
        level: t(`source.level.${other.source.level}`),
        reason: t(`trial.other.${reason}`),
      });
      return [other.caveats.includes('one-curator') ? `${text} ${t('vocabulary.caveat.one-curator')}` : text];
    }),
  );
}

/** A text of the data set without the full stop that the message sets. */
function sentence(text: Bilingual, locale: Locale): string {
  return inLocale(text, locale).replace(/\.$/u, '');
}
