import { z } from 'zod';
import { choice, freeText, joined, recordName, several } from '@/lib/address/fields';
import type { AddressSchema } from '@/lib/address/reading';
import { REFERENCE_TYPES, SOURCE_LEVELS } from '../vocabulary';
import { CITATION_FORMATS, type CitationFormat } from './citation-files';
import { REFERENCE_SORTS, type ReferenceFilter } from './filter';

const LONGEST_QUESTION = 200;

/** What an export is asked for: the format, which it needs, and the references by id or, without `ids`, by the filter. */
export type ReferenceExport = ReferenceFilter &
  Readonly<{ format: CitationFormat | undefined; ids: readonly string[] | undefined }>;

/** The query of the list of references; `trials` are the slugs that a reference can support. */
export function referenceQuerySchema(trials: readonly string[]): AddressSchema<ReferenceFilter> {
  return z.object({
    q: freeText(LONGEST_QUESTION).default(''),
    type: several(choice(REFERENCE_TYPES)).default([]),
    level: several(choice(SOURCE_LEVELS)).default([]),
    trial: recordName(trials).nullable().default(null),
    sort: choice(REFERENCE_SORTS).default('list'),
  });
}

/** The query of a file of references; `references` are the ids that exist. */
export function referenceExportSchema(
  trials: readonly string[],
  references: readonly string[],
): AddressSchema<ReferenceExport> {
  return z.object({
    ...referenceQuerySchema(trials).shape,
    format: choice(CITATION_FORMATS).optional(),
    ids: joined(recordName(references), { separator: ',', ordered: false }).optional(),
  });
}
