import { z } from 'zod';
import { checkedText, choice, patterned } from '@/lib/address/fields';
import type { AddressSchema } from '@/lib/address/reading';
import { SURVIVAL_ENDPOINTS, type SurvivalEndpoint } from '../vocabulary';

/** The day (YYYY-MM-DD) as of which the evidence is shown, null: none asked for; and changes older than this entry. */
export type ChangesFilter = Readonly<{ on: string | null; endpoint: SurvivalEndpoint; before: string | null }>;

export const changesQuerySchema: AddressSchema<ChangesFilter> = z.object({
  on: checkedText((text) =>
    z.iso.date().safeParse(text).success ? null : { code: 'not-valid', expected: { kind: 'day' } },
  )
    .nullable()
    .default(null),
  endpoint: choice(SURVIVAL_ENDPOINTS).default('EFS'),
  before: patterned(/^\d{1,18}$/u, 'id')
    .nullable()
    .default(null),
});
