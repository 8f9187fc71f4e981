import { buildCatalogue } from './search';
import { keptWithEvidence } from './search-cache.server';
import { readTrialTexts } from './search-rows.server';
import { readEntries } from './summary-rows.server';

/** All trials with their index, of the evidence as it is now. */
export const getCatalogue = keptWithEvidence(async (tx) => {
  const entries = await readEntries(tx);
  return buildCatalogue(entries, await readTrialTexts(tx, entries));
});
