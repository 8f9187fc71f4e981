/** Names of the colours in the order of a theme, and the usual map of a master from its own names to them. */
const USUAL: Readonly<Record<string, string>> = { bg1: 'lt1', tx1: 'dk1', bg2: 'lt2', tx2: 'dk2' };

/** A colour of a theme by the name that a master gives it, `#rrggbb`; null where the theme has none. */
export function themeColour(name: string, theme: string, master: string): string | null {
  const map = /<p:clrMap\b[^>]*>/u.exec(master)?.[0] ?? '';
  const own = new RegExp(`\\s${name}="(\\w+)"`, 'u').exec(map)?.[1] ?? USUAL[name] ?? name;
  const found = new RegExp(`<a:${own}>\\s*<a:(?:srgbClr val|sysClr [^>]*lastClr)="([0-9a-fA-F]{6})"`, 'u').exec(theme);
  return found?.[1] === undefined ? null : `#${found[1].toLowerCase()}`;
}
