import type { Place } from '@/lib/figure-reading/geometry';
import { survivalOf, valueAt } from '@/lib/figure-reading/person/overlay';
import { newArm, type Sheet } from '@/lib/figure-reading/person/sheet';
import type { ReadArm } from '@/lib/figure-reading/person/finished';
import type { PanelReading } from '@/lib/figure-reading/reading';
import type { ShownFigure } from '@/lib/figure-reading/session/messages';

/** What a click on the figure is for. `arm` is the number of an arm in the sheet, `corner` of a place on the axes. */
export type Aim = Readonly<
  { kind: 'corner'; corner: number } | { kind: 'curve' } | { kind: 'waypoint' | 'end' | 'mark' | 'level'; arm: number }
>;

type Context = Readonly<{ figure: ShownFigure; panel: PanelReading | null; arms: readonly ReadArm[] }>;

/** The sheet after a click for an aim; the same one where the click means nothing. */
export function pointed(sheet: Sheet, aim: Aim, place: Place, { figure, panel, arms }: Context): Sheet {
  if (aim.kind === 'corner')
    return { ...sheet, corners: sheet.corners.map((corner, i) => (i === aim.corner ? place : corner)) };
  if (aim.kind === 'curve') return { ...sheet, arms: [...sheet.arms, newArm('', colourAt(figure, place))] };
  const index = aim.arm;
  const changed = (to: (arm: Sheet['arms'][number]) => Sheet['arms'][number]): Sheet => ({
    ...sheet,
    arms: sheet.arms.map((arm, i) => (i === index ? to(arm) : arm)),
  });
  if (aim.kind === 'waypoint') return changed((arm) => ({ ...arm, waypoints: [...arm.waypoints, place] }));
  const read = arms.find((one) => one.index === index);
  if (panel === null || read === undefined) return sheet;
  const { time, survival } = valueAt(panel, place);
  if (time < 0) return sheet;
  if (aim.kind === 'end') return changed((arm) => ({ ...arm, end: time }));
  if (aim.kind === 'level') return changed((arm) => ({ ...arm, levels: [...arm.levels, { time, value: survival }] }));
  return changed((arm) => withMark(arm, read, time, panel));
}

/** Pixels or points: a click this near to a mark takes it away. */
const ON_MARK = 4;

function withMark(arm: Sheet['arms'][number], { curve, read }: ReadArm, time: number, panel: PanelReading): typeof arm {
  const reach = ON_MARK / Math.hypot(panel.affine[0], panel.affine[1]);
  const near = curve.censored.filter((mark) => Math.abs(mark - time) <= reach);
  const mark = near.toSorted((a, b) => Math.abs(a - time) - Math.abs(b - time))[0];
  if (mark === undefined)
    return time <= curve.end && survivalOf(curve, time) > 0 ? { ...arm, marksAdded: [...arm.marksAdded, time] } : arm;
  return read.censored.includes(mark)
    ? { ...arm, marksRemoved: [...arm.marksRemoved, mark] }
    : { ...arm, marksAdded: arm.marksAdded.filter((added) => added !== mark) };
}

/** Pixels around a click among which the one with the most ink is taken. */
const AROUND = 3;

/** The colour of the line at a place: of the pixel there that is farthest from white. */
function colourAt({ picture, width }: ShownFigure, [x, y]: Place): string {
  const size = 2 * AROUND + 1;
  const finer = picture.width / width;
  const context = new OffscreenCanvas(size, size).getContext('2d');
  if (context === null) return '#000000';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size, size);
  context.drawImage(picture, Math.floor(AROUND - x * finer), Math.floor(AROUND - y * finer));
  const { data } = context.getImageData(0, 0, size, size);
  let [best, ink] = [0, -1];
  for (let i = 0; i < size * size; i += 1) {
    const [r, g, b] = [data[4 * i] ?? 255, data[4 * i + 1] ?? 255, data[4 * i + 2] ?? 255];
    const own = Math.hypot(255 - r, 255 - g, 255 - b);
    if (own > ink) [best, ink] = [i, own];
  }
  const hex = [0, 1, 2].map((c) => (data[4 * best + c] ?? 0).toString(16).padStart(2, '0'));
  return `#${hex.join('')}`;
}
