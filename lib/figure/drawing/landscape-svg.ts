import type { Landscape } from '@/lib/registry/landscape/landscape';
import { layoutLandscape } from '@/lib/registry/landscape/layout';
import { STATUS_ORDER } from '@/lib/registry/landscape/marks';
import type { LandscapeWords } from '@/lib/registry/landscape/words';
import type { TrialStatus } from '@/lib/registry/vocabulary';
import type { PictureSize, SvgPicture } from '../model/document';
import { landscapeMarks, landscapeSign, statusSign } from './marks/landscape';
import { svgDocument } from './svg/document';
import { groupsSvg, magnified, marksSvg } from './svg/marks';
import { line, PAPER, type Block, type SplitGenes } from './svg/text';
import { textWidth, wrapText } from './text-width';

/** Widths in px that a picture is laid out for; the one that fills a given frame best is taken. */
const WIDTHS = [1080, 1200, 1360, 1560, 1800, 2100];
const LEGEND = 13;

/** The words of the drawing that no study gives. */
export type LandscapeDrawingTexts = Readonly<{
  title: string;
  locale: 'en' | 'ru';
  today: string;
  noYears: string;
  key: Readonly<Record<'cohort' | 'open' | 'goesOn' | 'succession', string>>;
}>;

/** The picture at the width that lets it stand largest in a frame. */
export function landscapeChart(
  landscape: Landscape,
  words: LandscapeWords,
  texts: LandscapeDrawingTexts,
  size: PictureSize,
  split: SplitGenes,
): SvgPicture {
  const scale = ({ width, height }: SvgPicture): number => Math.min(size.width / width, size.height / height);
  const pictures = WIDTHS.map((width) => landscapeSvg(landscape, words, texts, width, split));
  return pictures.reduce((best, picture) => (scale(picture) > scale(best) ? picture : best));
}

/** The picture at a width in px, its legend above it. */
export function landscapeSvg(
  landscape: Landscape,
  words: LandscapeWords,
  texts: LandscapeDrawingTexts,
  width: number,
  split: SplitGenes,
): SvgPicture {
  const layout = layoutLandscape(landscape, width, { width: textWidth, wrap: wrapText }, words);
  const legend = landscapeLegend(landscape, layout.connections.length > 0, words, texts, width);
  const drawn = magnified(groupsSvg(landscapeMarks(layout, texts), split), 1, 0, legend.height + 6);
  return svgDocument({
    width,
    height: Math.ceil(layout.height + legend.height + 6),
    title: texts.title,
    locale: texts.locale,
    body: legend.svg + drawn,
  });
}

/** The signs that stand in a picture, explained. */
export function landscapeLegend(
  landscape: Landscape,
  connected: boolean,
  words: LandscapeWords,
  texts: LandscapeDrawingTexts,
  width: number,
  size: number = LEGEND,
): Block {
  const statuses = new Set(
    landscape.lanes.flatMap(({ placed, unplaced }) => [...placed, ...unplaced].map(({ status }) => status)),
  );
  const shown = STATUS_ORDER.filter((status) => statuses.has(status));
  return legendSvg(shown, occurring(landscape, connected), words, texts, width, size);
}

type Sign = keyof LandscapeDrawingTexts['key'];

/** The signs that stand in this picture. */
function occurring({ lanes }: Landscape, connected: boolean): Sign[] {
  const placed = lanes.flatMap((lane) => lane.placed);
  const signs: Readonly<Record<Sign, boolean>> = {
    cohort: placed.some(({ kind }) => kind === 'cohort'),
    open: placed.some(({ span }) => span.basis !== 'whole'),
    goesOn: placed.some(({ span }) => span.continues !== null),
    succession: connected,
  };
  return (['cohort', 'open', 'goesOn', 'succession'] as const).filter((sign) => signs[sign]);
}

function legendSvg(
  statuses: readonly TrialStatus[],
  kinds: readonly Sign[],
  words: LandscapeWords,
  { key }: LandscapeDrawingTexts,
  width: number,
  size: number,
): Block {
  const row = size + 8;
  let [x, y] = [0, 0];
  const signs = [
    ...statuses.map((status) => ({ text: words.status(status), marks: statusSign(status) })),
    ...kinds.map((kind) => ({
      text: key[kind],
      marks: landscapeSign(kind),
    })),
  ];
  const svg = signs.map(({ text, marks }) => {
    const needed = 40 + textWidth(text, size) + 22;
    // The space behind the last one of a row may pass the edge.
    if (x > 0 && x + needed - 22 > width) [x, y] = [0, y + row];
    const drawn =
      magnified(marksSvg(marks), 1, Math.round(x), y) + line(x + 40, y + 12, text, { size, fill: PAPER.muted });
    x += needed;
    return drawn;
  });
  return { svg: svg.join(''), height: y + row + 5 };
}
