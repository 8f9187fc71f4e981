import { formatPercent, formatYears } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { Locale } from '@/lib/i18n/routing';
import type { MatchedHorizon } from '../against/model';
import type { PublishedPoint } from '../figure/figure-model';
import { signed } from './signed';

/** `−4.2 (−22.1 to +14.9)`, or the difference and why it has no interval, or why there is no difference. */
export function differenceText(
  { difference, low, high, why, local }: MatchedHorizon,
  { years }: Pick<PublishedPoint, 'years'>,
  locale: Locale,
  t: MessageLookup,
): string {
  const reason =
    why === null
      ? ''
      : t(`against.why.${why}`, {
          horizon: formatYears(years, locale),
          level: local.percent === null ? '' : formatPercent(local.percent, locale, 0),
        });
  if (difference === null) return t('against.nothing', { why: reason });
  const value = signed(difference, locale);
  if (low === null || high === null) return t('against.noInterval', { difference: value, why: reason });
  return `${value} (${t('against.span', { low: signed(low, locale), high: signed(high, locale) })})`;
}
