import { formatDay, formatNumber, formatYearSpan, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { isPlaced, type Landscape, type LandscapeEntry } from './landscape';
import type { LandscapeFilter } from './filter';
import type { LayoutWords } from './layout';
import { groupNameKey } from '../trials/group-name';
import type { TrialStatus } from '../vocabulary';

/** Every word of the picture of the field in one language, for the page and the files alike. */
export type LandscapeWords = LayoutWords &
  Readonly<{
    groupName: (group: string) => string;
    status: (status: TrialStatus) => string;
    /** years of enrolment that are known, or that none are reported */
    years: (entry: LandscapeEntry) => string;
    /** patients enrolled or planned, or that neither is reported */
    patients: (entry: LandscapeEntry) => string;
    interventions: (entry: LandscapeEntry) => string;
    /** all of it, for who hears the picture */
    sentence: (entry: LandscapeEntry) => string;
    title: string;
    subtitle: string;
    /** what a reader must know of the picture, by a name of its own */
    caveats: readonly Readonly<{ code: string; text: string }>[];
  }>;

export function landscapeWords(
  landscape: Landscape,
  filter: LandscapeFilter,
  today: string,
  locale: Locale,
  t: MessageLookup,
): LandscapeWords {
  const groupName = (group: string): string => {
    const key = groupNameKey(group);
    return key === null ? group : t(`vocabulary.group.${key}`);
  };
  const status = (value: TrialStatus): string => t(`vocabulary.status.${value}`);
  const one = entryWords(locale, t);
  return {
    ...one,
    groupName,
    status,
    labelOf: (entry, drawn) => ({
      name: entry.acronym,
      detail: [
        ...classesOf(entry, t),
        ...(entry.follows === null || (drawn.has(entry.slug) && drawn.has(entry.follows.slug))
          ? []
          : [t('landscape.follows', { trial: entry.follows.acronym })]),
      ].join(' · '),
    }),
    sentence: (entry) => {
      const follows = entry.follows === null ? [] : [t('landscape.follows', { trial: entry.follows.acronym })];
      // It begins with the very words that stand over the bar, so that who speaks to the computer can say what he reads.
      const seen = [entry.acronym, [...classesOf(entry, t), ...follows].join(' · ')].join(' ').trim();
      const parts = [
        seen,
        groupName(entry.group),
        t(`vocabulary.kind.${entry.kind}`),
        t('landscape.enrolment', { years: one.years(entry) }),
        status(entry.status),
        one.patients(entry),
        one.interventions(entry),
      ];
      return parts.filter((part) => part !== '').join('; ');
    },
    title: filter.group === null ? t('landscape.title') : t('landscape.titleGroup', { group: groupName(filter.group) }),
    subtitle: t('landscape.subtitle', { trials: countOf(landscape, 'trial'), cohorts: countOf(landscape, 'cohort') }),
    caveats: caveatsOf(landscape, formatDay(today, locale), t),
  };
}

function entryWords(locale: Locale, t: MessageLookup): Pick<LandscapeWords, 'years' | 'patients' | 'interventions'> {
  return {
    years: ({ enrolment: { start, end }, span }) => {
      if (start !== null && end !== null) return formatYearSpan(start, end);
      if (start !== null)
        return t(span?.basis === 'to-today' ? 'landscape.years.recruiting' : 'landscape.years.start', {
          year: start.slice(0, 4),
        });
      return end === null ? t('landscape.years.none') : t('landscape.years.end', { year: end.slice(0, 4) });
    },
    patients: ({ enrolment: { actual, planned } }) => {
      if (actual !== null) return t('landscape.enrolled', { n: formatNumber(actual, locale) });
      return planned === null ? t('landscape.nUnknown') : t('landscape.planned', { n: formatNumber(planned, locale) });
    },
    interventions: ({ interventions }) => interventions.map(({ name }) => inLocale(name, locale)).join('; '),
  };
}

/** Classes of what is given, each once; chemotherapy is what all have, and `other` says nothing. */
function classesOf({ interventions }: LandscapeEntry, t: MessageLookup): string[] {
  const classes = [...new Set(interventions.map((intervention) => intervention.class))].filter(
    (name) => name !== 'chemotherapy' && name !== 'other',
  );
  return classes.map((name) => t(`vocabulary.interventionClass.${name}`));
}

function countOf({ lanes }: Landscape, kind: LandscapeEntry['kind']): number {
  return lanes.flatMap(({ placed, unplaced }) => [...placed, ...unplaced]).filter((entry) => entry.kind === kind)
    .length;
}

function caveatsOf(landscape: Landscape, day: string, t: MessageLookup): LandscapeWords['caveats'] {
  const entries = landscape.lanes.flatMap(({ placed, unplaced }) => [...placed, ...unplaced]);
  const placed = entries.filter(isPlaced);
  const names = (list: readonly LandscapeEntry[]): string => list.map(({ acronym }) => acronym).join(', ');
  const oneEnd = placed.filter(({ span }) => span.basis === 'start-only' || span.basis === 'end-only');
  const active = oneEnd.filter(({ span }) => span.continues !== null);
  const [running, without] = [placed.filter(({ span }) => span.basis === 'to-today'), entries.length - placed.length];
  return [
    ...(without === 0
      ? []
      : [
          {
            code: 'years-not-reported',
            text: t('landscape.caveat.noYears', { count: without, total: entries.length }),
          },
        ]),
    ...(oneEnd.length === 0
      ? []
      : [{ code: 'one-end-known', text: t('landscape.caveat.oneEnd', { list: names(oneEnd) }) }]),
    ...(running.length === 0
      ? []
      : [{ code: 'drawn-to-today', text: t('landscape.caveat.toToday', { day, list: names(running) }) }]),
    ...(active.length === 0 ? [] : [{ code: 'goes-on', text: t('landscape.caveat.active', { list: names(active) }) }]),
    { code: 'succession', text: t('landscape.caveat.succession') },
    { code: 'shared-patients', text: t('landscape.caveat.shared') },
  ];
}
