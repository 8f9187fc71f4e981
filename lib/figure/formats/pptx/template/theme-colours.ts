import { attribute } from '../parts';

/** Names of the colours in the order of a theme, and the usual map of a master from its own names to them. */
const USUAL: Readonly<Record<string, string>> = { bg1: 'lt1', tx1: 'dk1', bg2: 'lt2', tx2: 'dk2' };

/** A colour of a theme by the name that a master gives it, `#rrggbb`; null where the theme has none. */
export function themeColour(name: string, theme: string, master: string): string | null {
  const map = /<p:clrMap\b[^>]*>/u.exec(master)?.[0] ?? '';
  const own = new RegExp(`\\s${name}="(\\w+)"`, 'u').exec(map)?.[1] ?? USUAL[name] ?? name;
  const found = new RegExp(`<a:${own}>\\s*<a:(?:srgbClr val|sysClr [^>]*lastClr)="([0-9a-fA-F]{6})"`, 'u').exec(theme);
  return found?.[1] === undefined ? null : `#${found[1].toLowerCase()}`;
}

/**
 * The first colour that is named, made lighter or darker as it says (of a gradient, the one that it begins with); null where
 * none is, `#rrggbbaa` where it lets through what lies behind it.
 */
export function colourOf(xml: string, theme: string, master: string): string | null {
  return coloursOf(xml, theme, master)[0] ?? null;
}

/** All that are named, as those of a gradient, in the order of the text; null: the theme does not have it. */
export function coloursOf(xml: string, theme: string, master: string): (string | null)[] {
  return [...xml.matchAll(NAMED)].map(([, fixed, named, inside = '']) => {
    const base = fixed === undefined ? named && themeColour(named, theme, master) : `#${fixed.toLowerCase()}`;
    return base ? changed(base, inside) : null;
  });
}

const NAMED =
  /<a:(?:srgbClr val="([0-9a-fA-F]{6})"|schemeClr val="(\w+)")\s*(?:\/>|>([\s\S]*?)<\/a:(?:srgbClr|schemeClr)>)/gu;

/** Per mille of per cent, as the format writes shares. */
const WHOLE = 100_000;

function changed(base: string, changes: string): string {
  let [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(base.slice(at, at + 2), 16) / 255) as Rgb;
  let opacity = 1;
  for (const [tag, name = ''] of changes.matchAll(/<a:(\w+)\b[^>]*>/gu)) {
    const value = Number(attribute(tag, 'val') ?? Number.NaN) / WHOLE;
    if (Number.isNaN(value)) continue;
    const each = (change: (part: number) => number): Rgb => [change(red), change(green), change(blue)];
    if (name === 'alpha') opacity = value;
    if (name === 'shade') [red, green, blue] = each((part) => part * value);
    if (name === 'tint') [red, green, blue] = each((part) => part * value + 1 - value);
    if (name === 'lumMod') [red, green, blue] = withLightness([red, green, blue], (light) => light * value);
    if (name === 'lumOff') [red, green, blue] = withLightness([red, green, blue], (light) => light + value);
  }
  const hex = (part: number): string =>
    Math.round(255 * Math.min(1, Math.max(0, part)))
      .toString(16)
      .padStart(2, '0');
  return `#${hex(red)}${hex(green)}${hex(blue)}${opacity < 1 ? hex(opacity) : ''}`;
}

type Rgb = [red: number, green: number, blue: number];

/** The colour of the same hue and saturation (HSL) with another lightness. */
function withLightness(rgb: Rgb, change: (lightness: number) => number): Rgb {
  const [high, low] = [Math.max(...rgb), Math.min(...rgb)];
  const before = (high + low) / 2;
  const after = Math.min(1, Math.max(0, change(before)));
  const reach = (lightness: number): number => 1 - Math.abs(2 * lightness - 1);
  const scale = reach(before) === 0 ? 0 : reach(after) / reach(before);
  const [red, green, blue] = rgb.map((part) => after + (part - before) * scale) as Rgb;
  return [red, green, blue];
}
