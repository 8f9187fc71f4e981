import { asBeginning } from '@/lib/i18n/format';
import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { TimeZero } from '@/lib/registry/vocabulary';
import type { FigureDocument } from '../model/document';

/** What the parts under a figure are called. */
export function documentHeadings(t: MessageLookup): FigureDocument['headings'] {
  return {
    caveats: t('figure.heading.caveats'),
    method: t('figure.heading.method'),
    sources: t('figure.heading.sources'),
  };
}

/** From when the figures of a slide count, and that some do not say it; null where there are none. */
export function zerosText(timeZeros: readonly TimeZero[], t: MessageLookup): string | null {
  const stated = timeZeros.filter((zero) => zero !== 'unknown').map((zero) => t(`vocabulary.fromTimeZero.${zero}`));
  const some = stated.length > 0 && stated.length < timeZeros.length;
  const parts = some ? [...stated, t('exports.slide.someUnstated')] : stated;
  if (timeZeros.length === 0) return null;
  return asBeginning(parts.length === 0 ? t('vocabulary.fromTimeZero.unknown') : parts.join(', '));
}
