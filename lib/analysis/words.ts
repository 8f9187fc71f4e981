import { formatInterval, formatPercent } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { NotEstimable } from '@/lib/survival/not-estimable';
import type { TimeUnit } from './choice';
import { withUnit } from './duration-text';

/** A table in words; the first column names the row. */
export type TextTable = Readonly<{ caption: string; columns: readonly string[]; rows: readonly (readonly string[])[] }>;

/** A number beside those of an analysis, as a row of the kind `test` in files. */
export type FurtherNumber = Readonly<{
  statistic: string;
  group: string;
  time: number | null;
  value: number | null;
  value_low: number | null;
  value_high: number | null;
  p: number | null;
}>;

/** What turns numbers into words: the language and its messages. */
export type Words = Readonly<{ locale: Locale; t: MessageLookup }>;

/** Without groups the only curve is everybody. */
export function groupName(name: string, t: MessageLookup): string {
  return name === '' ? t('analyse.result.everybody') : name;
}

/** Why a figure is missing, in the reader's words. */
export function reasonText(reason: NotEstimable, t: MessageLookup): string {
  return t(`analyse.reason.${reason}`);
}

/** A share of `n` patients as it is read at a time. */
type Share = Readonly<{
  share: number | null;
  lower: number | null;
  upper: number | null;
  notEstimable: NotEstimable | null;
  n: number;
}>;

/** A percentage with its limits, or why there is none; at 0 and 100 % it has no limits, and says of how many it is. */
export function shareText({ share, lower, upper, notEstimable, n }: Share, { locale, t }: Words): string {
  if (share === null)
    return t('analyse.result.notEstimable', { reason: reasonText(notEstimable ?? 'beyond_follow_up', t) });
  const percent = formatPercent(100 * share, locale, 1);
  if (lower !== null && upper !== null) return `${percent} (${formatInterval(100 * lower, 100 * upper, locale)})`;
  return t('analyse.result.atBoundary', { percent, n });
}

/** Time with its unit: `12 mo`, `8 лет`. */
export function timeText(time: number, { unit }: Readonly<{ unit: TimeUnit }>, { locale, t }: Words): string {
  return withUnit(time, unit, locale, (short) => t(`analyse.unitShort.${short}`));
}
