import { z } from 'zod';
import { choice, recordName } from '@/lib/address/fields';
import type { AddressSchema } from '@/lib/address/reading';
import { TRIAL_KINDS } from '../vocabulary';
import type { LandscapeFilter } from './filter';

/** The query of the picture of the field and of its files; `groups` are the ones that exist. */
export function landscapeQuerySchema(groups: readonly string[]): AddressSchema<LandscapeFilter> {
  return z.object({
    kind: choice(TRIAL_KINDS).nullable().default(null),
    group: recordName(groups).nullable().default(null),
  });
}
