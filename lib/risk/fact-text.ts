import { FACT_DEFINITIONS, isFactName } from './facts';

/** The value that a text in a table or an address stands for, or null for none; what is not one stays text, to be refused with its reason. */
export function valueFromText(name: string, text: string): string | number | boolean | null {
  if (text === '') return null;
  if (!isFactName(name)) return text;
  const { type } = FACT_DEFINITIONS[name];
  if (type === 'number' && /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return Number(text);
  // Spreadsheets write TRUE and FALSE in capitals.
  if (type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}
