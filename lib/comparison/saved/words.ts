import { formatInterval, formatLongDay, formatPercent, formatYears } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { GroupsTexts } from '../groups/texts';
import type { FigureChange, SavedPublished } from './figures';
import type { Release, SavedCohort } from './model';

type Words = Readonly<{ locale: Locale; t: MessageLookup }>;

/** `12 patients, 5 events; saved 5 March 2026, Anna`. */
export function savedLine({ figures, at, by }: SavedCohort, { locale, t }: Words): string {
  const { patients, events } = figures;
  return t('groups.saved.line', { patients, events, day: formatLongDay(at.slice(0, 10), locale), by: by ?? 'none' });
}

/** Each change since a cohort was saved in a sentence. */
export function changeLines(changes: readonly FigureChange[], words: Words): string[] {
  const { t } = words;
  return changes.map((change) => {
    switch (change.kind) {
      case 'patients':
      case 'events':
        return t(`groups.saved.change.${change.kind}`, { before: change.before, now: change.now });
      case 'data':
        return t('groups.saved.change.data');
      case 'published':
        return t('groups.saved.change.published', {
          figure: figureName(change.now, words),
          before: valueText(change.before, words),
          now: valueText(change.now, words),
        });
      case 'added':
      case 'gone':
        return t(`groups.saved.change.${change.kind}`, {
          figure: figureName(change.figure, words),
          value: valueText(change.figure, words),
        });
    }
  });
}

function figureName({ trial, endpoint, timeYears }: SavedPublished, { locale }: Words): string {
  return [trial, endpoint, timeYears === null ? null : formatYears(timeYears, locale)]
    .filter((part) => part !== null)
    .join(', ');
}

function valueText({ estimate, low, high }: SavedPublished, { locale }: Words): string {
  if (estimate === null) return '–';
  const value = formatPercent(estimate, locale);
  return low === null || high === null ? value : `${value} (${formatInterval(low, high, locale)})`;
}

/** Whether a figure may leave the site, and who said so. */
export function releaseLine(release: Release, { locale, t }: Words): string {
  if (release.state === 'internal') return t('groups.saved.release.internal');
  const { by, at, state } = release;
  return t(`groups.saved.release.${state}`, { day: formatLongDay(at.slice(0, 10), locale), by: by ?? 'none' });
}

/** A figure that was not released says so under its title and at its foot, on the page and in every file. */
export function withMark(texts: GroupsTexts, release: Release, { t }: Words): GroupsTexts {
  if (release.state === 'released') return texts;
  const mark = t('groups.saved.release.mark');
  return {
    ...texts,
    internal: mark,
    own: { ...texts.own, subtitle: `${mark}. ${texts.own.subtitle}` },
    footer: `${mark}. ${texts.footer}`,
  };
}
