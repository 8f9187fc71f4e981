import { FACT_DEFINITIONS, isFactName } from './facts';

/** Reads a typed number, or gives null where a text is none. The engine stands alone, so who calls it brings the program's reader. */
export type NumberReader = (text: string) => number | null;

/** The value that a text in a table or an address stands for, or null for none; what is not one stays text, to be refused with its reason. */
export function valueFromText(name: string, text: string, numberOf: NumberReader): string | number | boolean | null {
  if (text === '') return null;
  if (!isFactName(name)) return text;
  const { type } = FACT_DEFINITIONS[name];
  if (type === 'number') return numberOf(text) ?? text;
  // Spreadsheets write TRUE and FALSE in capitals.
  if (type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}
