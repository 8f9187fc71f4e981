import type { Frame, SlideItem, SlideModel, Stage } from '../../model/slide';
import { PAPER, type SplitGenes } from '../../drawing/svg/text';
import { textHeight, textRoom, titleRoom } from './measure';
import { geneRuns } from './text';

export type CoverWords = Readonly<{
  title: string;
  subtitle: string;
  author: string;
  date: string;
  /** the program's name and that it is not advice */
  foot: string;
}>;

/** Type of the first slide in points; long words, or a wide font of a template, take the next smaller. */
const COVERS = [
  { title: 40, subtitle: 24, text: 20 },
  { title: 32, subtitle: 20, text: 18 },
  { title: 28, subtitle: 18, text: 16 },
] as const;
const SMALL = 14;
/** Shares of the slide above the title: as much as the words below it leave. */
const ABOVE = [0.2, 0.1, 0] as const;

type Laid = Readonly<{ title: number; frame: Frame; items: readonly SlideItem[]; bottom: number }>;

/** The first slide: title, subtitle, who speaks from where, and when. Lines without words stay out. */
export function coverSlide(words: CoverWords, stage: Stage, split: SplitGenes): SlideModel {
  const [x, w] = [stage.left, stage.right - stage.left];
  const h = textHeight(words.foot, textRoom(stage), SMALL);
  const foot = { x, y: stage.bottom - h, w, h };
  const all = COVERS.flatMap((type) => ABOVE.map((above) => coverLines(words, stage, split, type, above)));
  const laid = all.find(({ bottom }) => bottom <= foot.y - 6) ?? all.at(-1);
  if (laid === undefined) throw new Error('no type for the first slide');
  const footer: SlideItem = {
    kind: 'text',
    name: 'Footer',
    frame: foot,
    runs: geneRuns(words.foot, split),
    size: SMALL,
    colour: PAPER.muted,
  };
  return {
    kind: 'cover',
    key: 'cover',
    title: { runs: geneRuns(words.title, split).map((run) => ({ ...run, size: laid.title })), frame: laid.frame },
    items: words.foot === '' ? laid.items : [...laid.items, footer],
    notes: [words.title, words.subtitle, words.author, words.date].filter((line) => line !== '').join('\n'),
  };
}

function coverLines(
  words: CoverWords,
  stage: Stage,
  split: SplitGenes,
  type: (typeof COVERS)[number],
  above: number,
): Laid {
  const [x, w] = [stage.left, stage.right - stage.left];
  const room = textRoom(stage);
  const frame = {
    x,
    y: stage.top + above * (stage.bottom - stage.top),
    w,
    h: textHeight(words.title, titleRoom(stage), type.title, 600),
  };
  const items: SlideItem[] = [];
  let y = frame.y + frame.h + 16;
  let bottom = y;
  const put = (name: string, text: string, size: number, colour: string, after: number): void => {
    if (text === '') return;
    const h = textHeight(text, room, size);
    items.push({ kind: 'text', name, frame: { x, y, w, h }, runs: geneRuns(text, split), size, colour });
    bottom = y + h;
    y = bottom + after;
  };
  put('Subtitle', words.subtitle, type.subtitle, PAPER.muted, type.subtitle);
  put('Author', words.author, type.text, PAPER.ink, 6);
  put('Date', words.date, type.text, PAPER.muted, 0);
  return { title: type.title, frame, items, bottom };
}
