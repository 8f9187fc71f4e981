import { PREPARED_RULE_SETS } from '../classify';
import { setAsideContradictions } from '../explanation/contradictions';
import type { Facts } from '../facts';
import { bandsAlong, type Band, type BriefAnswer } from './number-bands';
import { isFrom, isInside, NUMBER_FACTS, type Cut, type NumberFact } from './number-intervals';
import type { PreparedRuleSet } from '../prepared-rule-set';

/** How near is near: an age by days, every other number by its share of the cut point. */
const NEAR_DAYS = 7;
const NEAR_SHARE = 0.05;

/** A value so near a cut point that a small error would change an answer, and the answers on both sides of it. */
export type NearThreshold = {
  fact: NumberFact;
  value: number;
  cut: Cut;
  ruleSets: { prepared: PreparedRuleSet; here: BriefAnswer; across: BriefAnswer }[];
};

/**
 * The known numbers (of those that are asked `about`) within 7 days (age) or 5 % (all others) of a cut point that matters: with the other facts as they
 * are, the answer of some rule set is different on the other side. Rising by fact and cut point. It only warns.
 */
export function nearThresholds(
  facts: Facts,
  ruleSets: readonly PreparedRuleSet[] = PREPARED_RULE_SETS,
  about: readonly NumberFact[] = NUMBER_FACTS,
): NearThreshold[] {
  const consistent = setAsideContradictions(facts).facts;
  return about.flatMap((fact) => {
    const value = consistent[fact];
    if (value === null || value === undefined) return [];
    const near = new Map<string, NearThreshold>();
    for (const { prepared, bands } of bandsAlong(fact, consistent, ruleSets)) {
      for (const { cut, here, across } of changesNear(fact, value, bands)) {
        const key = `${cut.value} ${cut.after}`;
        const known = near.get(key) ?? { fact, value, cut, ruleSets: [] };
        near.set(key, known);
        known.ruleSets.push({ prepared, here, across });
      }
    }
    return [...near.values()].sort((a, b) => a.cut.value - b.cut.value);
  });
}

function changesNear(
  fact: NumberFact,
  value: number,
  bands: readonly Band[],
): { cut: Cut; here: BriefAnswer; across: BriefAnswer }[] {
  return bands.slice(1).flatMap((upper, i) => {
    const cut = upper.interval.from;
    const lower = bands[i];
    if (cut === null || lower === undefined || !isNear(fact, value, cut)) return [];
    const [own, other] = isFrom(cut, value) ? [upper, lower] : [lower, upper];
    return isInside(own.interval, value) ? [{ cut, here: own.answer, across: other.answer }] : [];
  });
}

function isNear(fact: NumberFact, value: number, { value: cut }: Cut): boolean {
  if (fact === 'ageDays') return Math.abs(value - cut) <= NEAR_DAYS;
  return value >= cut * (1 - NEAR_SHARE) && value <= cut * (1 + NEAR_SHARE);
}
