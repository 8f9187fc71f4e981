import type { MessageLookup } from '@/lib/i18n/message-lookup';
import type { FigureDocument } from '../model/document';

/** What the parts under a figure are called. */
export function documentHeadings(t: MessageLookup): FigureDocument['headings'] {
  return {
    caveats: t('figure.heading.caveats'),
    method: t('figure.heading.method'),
    sources: t('figure.heading.sources'),
  };
}
