import { overlapOf, type PatientOverlap } from '@/lib/registry/quality/overlaps';
import type { EstimateStratum } from '@/lib/registry/schema';

/** What tells whether two groups exclude each other. */
export type GroupBounds = Readonly<Pick<EstimateStratum, 'kmt2a' | 'risk' | 'arm' | 'age'>>;
/** A figure with the patients behind it. */
export type PatientGroup = Readonly<{ estimateId: string; trialSlug: string; stratum: GroupBounds }>;

/** Why two figures may count the same children: both are of one trial, or their records are known to share patients. */
export type SharedPatients = Readonly<{ overlap: PatientOverlap | null }>;

/** Null where the two groups cannot share anybody, as far as the evidence says. */
export function sharedPatients(one: PatientGroup, other: PatientGroup): SharedPatients | null {
  if (areDisjoint(one.stratum, other.stratum)) return null;
  const overlap = overlapOf(
    { id: one.estimateId, trial: one.trialSlug },
    { id: other.estimateId, trial: other.trialSlug },
  );
  return one.trialSlug === other.trialSlug || overlap !== null ? { overlap } : null;
}

/** Groups of one trial that exclude each other; whatever is not surely so counts as shared. Risk groups and arms of different trials say nothing here, but then nothing is shared either. */
function areDisjoint(one: GroupBounds, other: GroupBounds): boolean {
  const differ = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b;
  const named = (value: 'all' | string): string | null => (value === 'all' ? null : value);
  return (
    differ(named(one.kmt2a), named(other.kmt2a)) ||
    differ(named(one.risk), named(other.risk)) ||
    differ(one.arm, other.arm) ||
    agesAreDisjoint(one.age, other.age)
  );
}

/** `<6 mo` and `>6 mo`: the same bound from both sides. */
function agesAreDisjoint(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const side = (age: string): string => (/^[<≤]/u.test(age) ? 'below' : 'above');
  const bound = (age: string): string => age.replace(/^[<≤>≥]\s*/u, '');
  return bound(one) === bound(other) && side(one) !== side(other);
}
