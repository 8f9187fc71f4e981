import { z } from 'zod';
import { DECISION_POINTS, type DecisionPoint, type Facts, type Group } from '@/lib/risk/facts';
import { day, requiredChoice } from '../fields';
import type { FieldError } from '../form-state';
import { resultAt, ruleSetOf } from './course';
import { VOCABULARY } from '../vocabulary';

/** The group that a person assigned at a decision point, beside the one computed when it was written. Rows are never changed. */
export type RiskOverride = {
  id: string;
  protocolSlug: string;
  decisionPoint: DecisionPoint;
  /** As computed when it was written; null: the rules gave no group then. */
  computedGroup: Group | null;
  /** Null: the registry knew no rules of the protocol. */
  ruleSetVersion: string | null;
  /** Null: this row withdraws the earlier one of its decision point. */
  assignedGroup: Group | null;
  /** `YYYY-MM-DD` */
  assignedOn: string;
  reason: string;
  /** From the audit: by whom and when it was written. */
  writtenBy: string | null;
  /** `YYYY-MM-DD` */
  writtenOn: string;
};

export const REASON_LENGTH = { min: 10, max: 500 };

/** A date, an address or a long number says more about a child than why a group was chosen. Names no program can tell. */
const IDENTIFYING = /@|\d{7}|\b\d{4}[-./]\d{1,2}[-./]\d{1,2}\b|\b\d{1,2}[-./]\d{1,2}[-./]\d{2,4}\b/;

/** A text about a patient of `min` to 500 characters on one line, refused where it may identify somebody. */
export function guardedText(min: number, tooShort: FieldError): z.ZodType<string, string | undefined> {
  return z
    .string()
    .default('')
    .transform((text) => text.replaceAll(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'required')
        .min(min, tooShort)
        .max(REASON_LENGTH.max, tooShort)
        .refine((text) => !IDENTIFYING.test(text), 'reason-identifies'),
    );
}

/** Why something was done. */
export const Reason = guardedText(REASON_LENGTH.min, 'reason-length');

export const RiskOverrideInput = z.object({
  decisionPoint: requiredChoice(VOCABULARY.decisionPoint),
  assignedGroup: requiredChoice(VOCABULARY.assignedGroup),
  assignedOn: day,
  reason: Reason,
});
export type RiskOverrideInput = z.infer<typeof RiskOverrideInput>;
/** The names of the fields that the form of an override sends. */
export type RiskOverrideFieldName = keyof z.input<typeof RiskOverrideInput>;

/**
 * What is assigned under a protocol now, by decision point in time order: the latest row of each point, unless that row
 * withdraws. `overrides` stand in the order in which they were written.
 */
export function standingOverrides<
  One extends { protocolSlug: string; decisionPoint: string; assignedGroup: string | null },
>(overrides: readonly One[], protocolSlug: string | null): One[] {
  return DECISION_POINTS.flatMap((point) => {
    const last = overrides.findLast((one) => one.protocolSlug === protocolSlug && one.decisionPoint === point);
    return last === undefined || last.assignedGroup === null ? [] : [last];
  });
}

/** An override as a page shows it, beside what is computed now. */
export type ShownOverride = RiskOverride & {
  /** Whether it is what counts now, or was replaced, withdrawn, or written under another protocol; a withdrawal itself only withdraws. */
  state: 'standing' | 'replaced' | 'withdrawal' | 'other-protocol';
  /** As computed now at its decision point; null: no group. */
  computedNow: Group | null;
};

/** Every override with what the rules of its own protocol say now, in the order in which they were written. */
export function shownOverrides(
  overrides: readonly RiskOverride[],
  protocolSlug: string | null,
  facts: Facts,
): ShownOverride[] {
  const standing = standingOverrides(overrides, protocolSlug);
  return overrides.map((one) => {
    const prepared = ruleSetOf(one.protocolSlug);
    const computedNow = prepared === null ? null : resultAt(prepared, facts, one.decisionPoint).result.group;
    return { ...one, computedNow, state: stateOf(one) };
  });

  function stateOf(one: RiskOverride): ShownOverride['state'] {
    if (one.protocolSlug !== protocolSlug) return 'other-protocol';
    if (one.assignedGroup === null) return 'withdrawal';
    return standing.includes(one) ? 'standing' : 'replaced';
  }
}

/** What counts now: the standing override of the latest decision point. */
export function currentOverride(shown: readonly ShownOverride[]): ShownOverride | null {
  const standing = shown.filter(({ state }) => state === 'standing');
  return (
    DECISION_POINTS.flatMap((point) => standing.filter(({ decisionPoint }) => decisionPoint === point)).at(-1) ?? null
  );
}
