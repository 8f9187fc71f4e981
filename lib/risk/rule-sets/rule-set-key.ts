import type { Variant } from '../rule-set';
import { ALL_RULE_SETS } from './all-rule-sets';

const WITH_PRIMARY = new Set(
  ALL_RULE_SETS.filter(({ variant }) => variant === 'primary').map(({ protocol }) => protocol),
);

/** The key of a rule set or of its result: the slug of the protocol, with `:review` where a primary reading is the default. */
export function ruleSetKey({ protocol, variant }: { protocol: string; variant: Variant }): string {
  return variant === 'review' && WITH_PRIMARY.has(protocol) ? `${protocol}:review` : protocol;
}
