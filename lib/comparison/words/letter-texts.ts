import { afterColon, formatYears, inLocale } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import { publishedPoints, type ComparisonFigure, type PublishedPoint } from '../figure/figure-model';
import { hasPartSign, pointLabel } from './point-text';

/** Of whom the letter or the sign behind a study's name is, with that name, and after another letter of the same study. */
export type LetterTexts = Readonly<{ alone: string; after: string }>;

/**
 * By estimate id: whom the letters mean that tell several figures of one study apart, and of whom a figure with the sign of a
 * part is. A figure of a whole study under the reader's own name has neither.
 */
export function letterTexts(
  figure: ComparisonFigure,
  locale: Locale,
  t: MessageLookup,
): Readonly<Record<string, LetterTexts>> {
  const points = publishedPoints(figure).filter(
    (point) => hasPartSign(point) || (point.suffix !== null && point.relabelled === null),
  );
  const trials = [...new Set(points.map(({ trialSlug }) => trialSlug))];
  return Object.fromEntries(
    trials.flatMap((trial) => {
      const own = points.filter(({ trialSlug }) => trialSlug === trial);
      const populations = toldApart(own, figure.subject.kmt2a === null ? null : statusOf(own, t), locale);
      return own.map((point, i) => {
        const population = afterColon(populations[i] ?? '');
        const told = (name: string): string => t('figure.letter', { name, population });
        const short = hasPartSign(point) ? pointLabel(point) : (point.suffix ?? '');
        return [point.estimateId, { alone: told(pointLabel(point)), after: told(short) }] as const;
      });
    }),
  );
}

/** The KMT2A status of these patients, as the title and the names of populations have it. */
function statusOf([first]: readonly PublishedPoint[], t: MessageLookup): string | null {
  return first === undefined ? null : t(`vocabulary.kmt2a.${first.kmt2a}`);
}

/**
 * Populations without the KMT2A status that the title says of all; alike ones with their time, and with their source where
 * that is alike too. A population that all share is said of the first alone.
 */
function toldApart(points: readonly PublishedPoint[], inTitle: string | null, locale: Locale): string[] {
  const whole = points.map(({ population }) => inLocale(population, locale).split(', '));
  const shared = whole.every((parts) => parts.length > 1 && parts[0] === inTitle);
  const names = whole.map((parts) => parts.slice(shared ? 1 : 0).join(', '));
  const more = [
    ({ years }: PublishedPoint): string => formatYears(years, locale),
    ({ citation }: PublishedPoint): string => `[${citation}]`,
  ];
  const told = more.reduce(
    (texts, added) =>
      texts.map((text, i) => {
        const point = points[i];
        const alike = texts.filter((other) => other === text).length > 1;
        return point !== undefined && alike ? `${text}, ${added(point)}` : text;
      }),
    names,
  );
  const same = names.every((name) => name === names[0]);
  return told.map((text, i) => (same && i > 0 ? text.slice((names[i] ?? '').length + 2) : text));
}
