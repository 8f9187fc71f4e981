/** Pixels, y downwards. */
export type Box = { left: number; top: number; right: number; bottom: number };

/** A marker with the label that belongs to it. */
export type Anchor = {
  x: number;
  y: number;
  /** what the marker covers */
  marker: Box;
  /** what its whiskers cover */
  whisker: Box | null;
  width: number;
  height: number;
};

export type PlacedLabel = {
  box: Box;
  /** a line from the marker to a label that stands apart from it */
  leader: { x1: number; y1: number; x2: number; y2: number } | null;
  /** false: no free place was found */
  clear: boolean;
};

const GAP = 4;
/** A label further than this from its marker needs a leader line, in pixels. */
const LEADER_FROM = 12;
/** Room between two labels, and between a label and a marker. */
const MARGIN = 1;
const OVERLAP_COST = 1000;
const LEADER_COST = 25;
const CROSSING_COST = 60;
const PASSES = 40;

type Candidate = PlacedLabel & { cost: number };

/**
 * Places each label beside its marker so that it covers no other label, marker or whisker and stays within the bounds.
 * Every label in turn takes its cheapest place given the others, until none moves; the better of two orders stands. Near beats far, right beats left;
 * where nothing is free the label keeps its least bad place and says so.
 */
export function placeLabels(anchors: readonly Anchor[], bounds: Box): PlacedLabel[] {
  const candidates = anchors.map((anchor) => candidatesOf(anchor, bounds));
  const obstacles = anchors.flatMap(({ marker, whisker }) => (whisker === null ? [marker] : [marker, whisker]));
  const fixedCost = candidates.map((list) => list.map((candidate) => candidate.cost + costAgainst(candidate, obstacles)));
  const inOrder = anchors.map((_, index) => index);
  const results = [inOrder, inOrder.toReversed()].map((order) => settle(order, candidates, fixedCost));
  const chosen = results.reduce((best, result) => (result.cost < best.cost ? result : best), results[0] ?? { chosen: [], cost: 0 }).chosen;
  const at = (index: number): Candidate | undefined => candidates[index]?.[chosen[index] ?? 0];
  return anchors.map((_, index) => finish(index, anchors, at, obstacles));
}

/** Lets the labels move in this order until none does; where they end depends on who moves first. */
function settle(order: readonly number[], candidates: readonly (readonly Candidate[])[], fixedCost: readonly (readonly number[])[]): { chosen: number[]; cost: number } {
  const chosen = fixedCost.map((costs) => costs.indexOf(Math.min(...costs)));
  const costsOf = (index: number) => {
    const others = order.flatMap((other) => (other === index ? [] : (candidates[other]?.[chosen[other] ?? 0] ?? [])));
    return (candidates[index] ?? []).map((candidate, position) => (fixedCost[index]?.[position] ?? 0) + costAmong(candidate, others));
  };
  for (let pass = 0; pass < PASSES; pass += 1) {
    let moved = false;
    for (const index of order) {
      const costs = costsOf(index);
      const best = costs.indexOf(Math.min(...costs));
      if (best === chosen[index]) continue;
      chosen[index] = best;
      moved = true;
    }
    if (!moved) break;
  }
  return { chosen, cost: order.reduce((sum, index) => sum + (costsOf(index)[chosen[index] ?? 0] ?? 0), 0) };
}

function finish(index: number, anchors: readonly Anchor[], at: (index: number) => Candidate | undefined, obstacles: readonly Box[]): PlacedLabel {
  const own = at(index);
  if (own === undefined) return { box: { left: 0, top: 0, right: 0, bottom: 0 }, leader: null, clear: false };
  const labels = anchors.flatMap((_, other) => (other === index ? [] : (at(other)?.box ?? [])));
  return { box: own.box, leader: own.leader, clear: ![...obstacles, ...labels].some((box) => overlap(own.box, box, 0)) };
}

/** Places beside, above and below the marker, nearest first; only those within the bounds. */
function candidatesOf(anchor: Anchor, bounds: Box): Candidate[] {
  const { marker, height, width, x, y } = anchor;
  const rows = [0, 0.6, -0.6, 1.1, -1.1, 1.6, -1.6, 2.2, -2.2, 3, -3, 4, -4, 5, -5];
  const list: Candidate[] = [];
  for (const row of rows) {
    const top = y + row * (height + 2) - height / 2;
    for (const step of [0, 10, 24, 44, 70]) {
      list.push(candidateAt(anchor, marker.right + GAP + step, top), candidateAt(anchor, marker.left - GAP - step - width, top, 3));
    }
    if (Math.abs(row) >= 1) list.push(candidateAt(anchor, x - width / 2, top, 2));
  }
  const inside = list.filter(({ box }) => box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top && box.bottom <= bounds.bottom);
  return inside.length > 0 ? inside : list.slice(0, 1);
}

function candidateAt({ x, y, marker, width, height }: Anchor, left: number, top: number, preference = 0): Candidate {
  const box = { left, top, right: left + width, bottom: top + height };
  const distance = Math.hypot(gapBetween(box.left, box.right, marker.left, marker.right), gapBetween(box.top, box.bottom, marker.top, marker.bottom));
  const far = distance > LEADER_FROM;
  const leader = far ? { x1: x, y1: y, x2: clamp(x, box.left, box.right), y2: clamp(y, box.top, box.bottom) } : null;
  const offset = Math.abs((box.top + box.bottom) / 2 - y) / height;
  return { box, leader, clear: true, cost: distance + offset * 3 + preference + (far ? LEADER_COST : 0) };
}

function costAgainst({ box, leader }: Candidate, obstacles: readonly Box[]): number {
  const covered = obstacles.filter((obstacle) => overlap(box, obstacle, MARGIN)).length * OVERLAP_COST;
  // A leader begins in its own marker and whisker, which costs every leader the same.
  const crossed = leader === null ? 0 : obstacles.filter((obstacle) => crosses(leader, obstacle)).length * CROSSING_COST;
  return covered + crossed;
}

function costAmong(candidate: Candidate, others: readonly Candidate[]): number {
  let cost = 0;
  for (const other of others) {
    if (overlap(candidate.box, other.box, MARGIN)) cost += OVERLAP_COST;
    if (candidate.leader !== null && crosses(candidate.leader, other.box)) cost += OVERLAP_COST / 4;
    if (other.leader !== null && crosses(other.leader, candidate.box)) cost += OVERLAP_COST / 4;
  }
  return cost;
}

export function overlap(a: Box, b: Box, margin: number): boolean {
  return a.left < b.right + margin && b.left < a.right + margin && a.top < b.bottom + margin && b.top < a.bottom + margin;
}

/** Whether a line passes through a box, seen at enough places of the line for labels of this size. */
function crosses({ x1, y1, x2, y2 }: { x1: number; y1: number; x2: number; y2: number }, box: Box): boolean {
  for (let step = 1; step < 12; step += 1) {
    const [x, y] = [x1 + ((x2 - x1) * step) / 12, y1 + ((y2 - y1) * step) / 12];
    if (x > box.left && x < box.right && y > box.top && y < box.bottom) return true;
  }
  return false;
}

function gapBetween(a1: number, a2: number, b1: number, b2: number): number {
  return Math.max(0, b1 - a2, a1 - b2);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
