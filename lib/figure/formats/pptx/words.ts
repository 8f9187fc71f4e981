import type { MessageLookup } from '@/lib/i18n/message-lookup';

/** The words of slides that no figure gives. */
export type SlideWords = Readonly<{
  /** of so many caveats more than the slide has room for */
  moreCaveats: (count: number) => string;
  /** that the sources of these numbers stand on another slide */
  sourcesLater: (numbers: string) => string;
}>;

export function slideWords(t: MessageLookup): SlideWords {
  return {
    moreCaveats: (count) => t('exports.slide.more', { count }),
    sourcesLater: (list) => t('exports.slide.sourcesLater', { list }),
  };
}
