/** A text within JSON, or one of the signs that shape it; numbers and the other words hold none of them. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gu;

/**
 * The first name that an object of a valid JSON text has twice; null where none has. RFC 8259 leaves open which of the values
 * holds, and `JSON.parse` drops all but the last without a word.
 */
export function repeatedName(json: string): string | null {
  const open: (Set<string> | null)[] = [];
  let isName = false;
  for (const [token] of json.matchAll(TOKEN)) {
    const names = open.at(-1) ?? null;
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : null);
      isName = token === '{';
    } else if (token === '}' || token === ']') {
      open.pop();
      isName = false;
    } else if (token === ',') isName = names !== null;
    else if (token !== ':' && isName && names !== null) {
      // Escapes write one name in several ways.
      const name = token.includes('\\') ? String(JSON.parse(token)) : token.slice(1, -1);
      if (names.has(name)) return name;
      names.add(name);
      isName = false;
    }
  }
  return null;
}
