/** A rectangle in px, y downwards. */
export type Box = Readonly<{ left: number; top: number; right: number; bottom: number }>;

export type Line = Readonly<{ x1: number; y1: number; x2: number; y2: number }>;

/** The shortest line from a marker to its label, or null where the label stands beside it. */
export function leaderLine(box: Box, x: number, y: number, radius: number): Line | null {
  const [x2, y2] = [Math.min(Math.max(x, box.left), box.right), Math.min(Math.max(y, box.top + 3), box.bottom - 3)];
  const distance = Math.hypot(x2 - x, y2 - y);
  if (distance < radius + 9) return null;
  const share = (radius + 2) / distance;
  return { x1: x + (x2 - x) * share, y1: y + (y2 - y) * share, x2, y2 };
}

/** Whether two rectangles have an area in common. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Whether two lines have a point in common: each has the ends of the other on both of its sides. */
export function intersect(a: Line, b: Line): boolean {
  return sideOf(a, b.x1, b.y1) * sideOf(a, b.x2, b.y2) <= 0 && sideOf(b, a.x1, a.y1) * sideOf(b, a.x2, a.y2) <= 0;
}

/** Above zero on one side of a line, below zero on the other. */
function sideOf({ x1, y1, x2, y2 }: Line, x: number, y: number): number {
  return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
}

/** Whether a line passes through the inside of a box: the part of it within the one and the other pair of edges is longer than a point. */
export function crosses({ x1, y1, x2, y2 }: Line, { left, top, right, bottom }: Box): boolean {
  if (Math.max(x1, x2) <= left || Math.min(x1, x2) >= right) return false;
  if (Math.max(y1, y2) <= top || Math.min(y1, y2) >= bottom) return false;
  const [width, height] = [x2 - x1, y2 - y1];
  const a = width === 0 ? 0 : (left - x1) / width;
  const b = width === 0 ? 1 : (right - x1) / width;
  const c = height === 0 ? 0 : (top - y1) / height;
  const d = height === 0 ? 1 : (bottom - y1) / height;
  return Math.min(1, Math.max(a, b), Math.max(c, d)) > Math.max(0, Math.min(a, b), Math.min(c, d));
}

const CLEARANCE = 2;

/** A rectangle with the clearance that labels keep from each other. */
export function widened({ left, top, right, bottom }: Box): Box {
  return { left: left - CLEARANCE, top: top - CLEARANCE, right: right + CLEARANCE, bottom: bottom + CLEARANCE };
}
