import { buildCatalogue } from './search';
import { keptWithEvidence } from '../../kept-evidence.server';
import { readTrialTexts } from './rows.server';
import { readEntries } from '../../rows/summaries.server';

/** All trials with their index, of the evidence as it is now. */
export const getCatalogue = keptWithEvidence(async (tx) => {
  const entries = await readEntries(tx);
  return buildCatalogue(entries, await readTrialTexts(tx, entries));
});
