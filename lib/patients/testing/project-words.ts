import type { ProjectWords } from '../redcap/dictionary';

/** Every thing called by its code. */
export const projectWords = (): ProjectWords => ({
  record: 'Record',
  pseudonym: 'Pseudonym',
  stored: 'stored',
  precision: (date) => `${date} known`,
  instrument: (table) => table,
  field: (_table, field) => field,
  word: (_vocabulary, word) => word,
});
