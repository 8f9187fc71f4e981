import { shareText } from '@/lib/analysis/words';
import { formatPercent, formatYears, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { PublishedEstimate } from '@/lib/registry/estimate-filter';
import { locatorText } from '@/lib/registry/references/locator-text';
import { toCitation } from '@/lib/registry/references/citation';
import type { Reference } from '@/lib/registry/schema';
import { publishedInterval } from '@/lib/registry/published-interval';
import type { Kmt2aStratum } from '@/lib/registry/vocabulary';
import { intervalText } from '../words/point-text';
import type { Cause, LocalGroups } from './local-groups';

/** The published incidences that have a local counterpart, and which it is. */
const COUNTERPARTS = { CIR: 'relapse', TRM: 'death-in-remission' } as const satisfies Readonly<Record<string, Cause>>;
type IncidenceEndpoint = keyof typeof COUNTERPARTS;

export type PublishedIncidence = PublishedEstimate & Readonly<{ endpoint: IncidenceEndpoint; estimate: number }>;

/** Published incidences of relapse and of death in remission in patients of this KMT2A status, those that the registry prefers. */
export function publishedIncidences(all: readonly PublishedEstimate[], kmt2a: Kmt2aStratum): PublishedIncidence[] {
  return all.filter(
    (one): one is PublishedIncidence =>
      one.preferred &&
      one.estimate !== null &&
      (one.endpoint === 'CIR' || one.endpoint === 'TRM') &&
      one.stratum.kmt2a === kmt2a,
  );
}

/**
 * Each published incidence in a sentence with the local one at its horizon. Where the source states no horizon there is
 * nothing to read it at; where it states no time zero, or another, the two are told without a difference.
 */
export function publishedLines(
  { analysis, causes }: LocalGroups,
  published: readonly PublishedIncidence[],
  references: readonly Reference[],
  { locale, t }: Readonly<{ locale: Locale; t: MessageLookup }>,
): string[] {
  return published.map((one) => {
    const cause = COUNTERPARTS[one.endpoint];
    const interval = publishedInterval(one);
    const reference = references.find(({ id }) => id === one.source.ref);
    const local = causes.length < 2 ? null : localAt(analysis, causes.indexOf(cause), one.timeYears);
    return t('groups.published', {
      trial: one.acronym,
      population: inLocale(one.label, locale),
      cause: t(`groups.cause.${cause}`),
      percent: [formatPercent(one.estimate, locale), interval === null ? null : `(${intervalText(interval, locale)})`]
        .filter((part) => part !== null)
        .join(' '),
      horizon: one.timeYears === null ? 'none' : formatYears(one.timeYears, locale),
      zero: one.timeZero === 'unknown' ? t('groups.zeroNotStated') : t(`vocabulary.fromTimeZero.${one.timeZero}`),
      source: [
        reference === undefined ? one.source.ref : toCitation(reference).short,
        locatorText(one.source.locator, locale),
        t(`source.level.${one.source.level}`),
      ].join('; '),
      local: local === null ? 'none' : shareText({ ...local, share: local.incidence }, { locale, t }),
    });
  });
}

/** The local incidence at a horizon; null where it cannot be read there. */
function localAt({ causes }: LocalGroups['analysis'], cause: number, years: number | null) {
  const own = causes[cause]?.groups[0];
  const read = own?.atTimes.find(({ time }) => time === years);
  return own === undefined || read === undefined || read.incidence === null ? null : { ...read, n: own.n };
}
