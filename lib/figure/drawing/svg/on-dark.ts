import { SERIES_COLOURS } from '@/lib/comparison/selection/series/style';
import { DARK_COLOURS, INK_COLOURS, type FixedInk } from '../marks/inks';
import { PAPER } from './text';

/** The values of the inks of text and notes on a dark ground, as on the pages. */
const DARK_PAPER: Readonly<Record<keyof typeof PAPER, string>> = {
  ground: '#12171c',
  ink: '#e8edf1',
  muted: '#a5b1bc',
  line: '#2c363f',
  axis: '#8b98a4',
  note: '#2a2415',
  noteLine: '#d99a00',
  noteInk: '#f0dca8',
  stripe: '#332a10',
};

const DARK: ReadonlyMap<string, string> = new Map([
  ...SERIES_COLOURS.map(({ light, dark }) => [light, dark] as const),
  ...(Object.keys(INK_COLOURS) as FixedInk[]).map((name) => [INK_COLOURS[name], DARK_COLOURS[name]] as const),
  ...(Object.keys(PAPER) as (keyof typeof PAPER)[]).map((name) => [PAPER[name], DARK_PAPER[name]] as const),
]);

/** The same picture on a dark ground, every ink as the pages have it there. `ground`: of whatever it will stand on. */
export function onDark(svg: string, ground: string = DARK_PAPER.ground): string {
  return svg.replaceAll(/#[0-9a-fA-F]{6}\b/gu, (colour) => {
    const dark = DARK.get(colour.toLowerCase()) ?? colour;
    return dark === DARK_PAPER.ground ? ground : dark;
  });
}
