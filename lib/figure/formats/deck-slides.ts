import type { SplitGenes } from '../drawing/svg/text';
import type { DeckEntry, SlideChange } from '../model/deck';
import type { LaidOutFigure, SlideModel } from '../model/slide';
import { lineCount, lineHeight, TYPE } from './pptx/measure';
import { geneRuns } from './pptx/text';

/** Whether a title stands in the room that its slide has for one; the room is kept as the chart was drawn for it. */
export function titleFits({ title: { frame } }: SlideModel, text: string, wide = 1): boolean {
  return lineCount(text, frame.w / wide, TYPE.title, 600) * lineHeight(TYPE.title) <= frame.h + 1;
}

/** The title of a slide in one text. */
export function titleText({ title }: SlideModel): string {
  return title.runs.map(({ text }) => text).join('');
}

/** A slide as the reader changed it: their title over it, their notes before its own, in which its own title stays. */
export function changedSlide(
  slide: SlideModel,
  change: SlideChange | undefined,
  split: SplitGenes,
  wide?: number,
): SlideModel {
  const title = change?.title ?? '';
  const note = change?.note?.trim() ?? '';
  const isOwn = title !== '' && titleFits(slide, title, wide);
  return {
    ...slide,
    title: isOwn ? { ...slide.title, runs: geneRuns(title, split) } : slide.title,
    notes: [note, isOwn ? titleText(slide) : '', slide.notes].filter((part) => part !== '').join('\n\n'),
  };
}

/** The slides of one figure of a presentation without those that the reader left out. */
export function entrySlides(
  { slides: changes }: DeckEntry,
  { slides }: LaidOutFigure,
  split: SplitGenes,
  wide?: number,
): SlideModel[] {
  return slides
    .filter(({ key }) => changes[key]?.hidden !== true)
    .map((slide) => changedSlide(slide, changes[slide.key], split, wide));
}
