import { z } from 'zod';
import { choice, wholeNumber } from '@/lib/address/fields';
import { writeAddress } from '@/lib/address/writing';
import { RULE_CODES, type RuleCode } from './quality-rules';

/** The query of the page of rules: one rule alone, and which page of its patients. */
export const qualityQuerySchema = z.object({
  rule: choice(RULE_CODES).optional(),
  page: wholeNumber(1, 100_000).default(1),
});

/** The address of one rule's patients. */
export function ruleAddress(rule: RuleCode, page: number): string {
  return writeAddress('/patients/quality', [
    ['rule', rule],
    ['page', page === 1 ? null : String(page)],
  ]);
}
