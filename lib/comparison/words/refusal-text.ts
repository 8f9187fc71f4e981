import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { LocalRefusal, OpenChoices, Period } from '../disclosure';

/** Why no local curve is drawn, and what would be. */
export function refusalText(refusal: LocalRefusal, open: OpenChoices | null, t: MessageLookup): string {
  const period = ({ from, to }: Period): string => {
    if (from === null)
      return t('compare.refusal.period', { kind: to === null ? 'all' : 'until', from: '', to: String(to) });
    return t('compare.refusal.period', { kind: to === null ? 'since' : 'both', from: String(from), to: String(to) });
  };
  const choices =
    refusal === 'years'
      ? open?.periods.map(period)
      : open?.populations.map((population) => t(`compare.cohortOption.${population}`));
  return t(`compare.refusal.${refusal}`, { open: choices?.join(', ') || 'none' });
}
