import type { SlideItem, SlideModel, Stage } from '../../model/slide';
import { PAPER, type SplitGenes } from '../../drawing/svg/text';
import { textHeight, textRoom } from './measure';
import { geneRuns } from './text';

export type CoverWords = Readonly<{
  title: string;
  subtitle: string;
  author: string;
  date: string;
  /** the program's name and that it is not advice */
  foot: string;
}>;

/** Type of the first slide in points. */
const COVER = { title: 40, subtitle: 24, text: 20, small: 14 } as const;

/** The first slide: title, subtitle, who speaks from where, and when. Lines without words stay out. */
export function coverSlide(words: CoverWords, stage: Stage, split: SplitGenes): SlideModel {
  const [x, w] = [stage.left, stage.right - stage.left];
  const room = textRoom(stage);
  const title = { h: textHeight(words.title, room, COVER.title, 600), y: stage.top + 0.2 * (stage.bottom - stage.top) };
  const items: SlideItem[] = [];
  let y = title.y + title.h + 16;
  const put = (name: string, text: string, size: number, colour: string, after: number): void => {
    if (text === '') return;
    const h = textHeight(text, room, size);
    items.push({ kind: 'text', name, frame: { x, y, w, h }, runs: geneRuns(text, split), size, colour });
    y += h + after;
  };
  put('Subtitle', words.subtitle, COVER.subtitle, PAPER.muted, 28);
  put('Author', words.author, COVER.text, PAPER.ink, 6);
  put('Date', words.date, COVER.text, PAPER.muted, 0);
  const foot = textHeight(words.foot, room, COVER.small);
  y = stage.bottom - foot;
  put('Footer', words.foot, COVER.small, PAPER.muted, 0);
  return {
    kind: 'cover',
    key: 'cover',
    title: {
      runs: geneRuns(words.title, split).map((run) => ({ ...run, size: COVER.title })),
      frame: { x, w, ...title },
    },
    items,
    notes: [words.title, words.subtitle, words.author, words.date].filter((line) => line !== '').join('\n'),
  };
}
