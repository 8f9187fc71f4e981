import { colourOf, coloursOf } from './theme-colours';

/** The ground of a slide: its first colour, all of a gradient, `#rrggbb`, and whether it is a picture, whose colours nobody knows. */
export type Ground = Readonly<{ colour: string; colours: readonly string[]; isPicture: boolean }>;

/** From this number on a background names the fills that a theme has for grounds. */
const FIRST_OF_THEME = 1001;

/** The ground of a layout: what covers it, else its own, else its master's; white where none says. `xmls`: the master last. */
export function groundOf(xmls: readonly string[], cover: string | null, theme: string): Ground {
  const master = xmls.at(-1) ?? '';
  const background = xmls.map((xml) => /<p:bg>[\s\S]*?<\/p:bg>/u.exec(xml)?.[0]).find((one) => one !== undefined) ?? '';
  const own = ofTheme(background, theme);
  const isPicture = /<a:blipFill\b|<p:blipFill\b/u.test(cover ?? own);
  const fill = isPicture ? '' : (/<a:(solid|grad)Fill\b[\s\S]*?<\/a:\1Fill>/u.exec(cover ?? '')?.[0] ?? '');
  const colours = coloursOf(fill === '' ? own : fill, theme, master).flatMap((colour) => colour?.slice(0, 7) ?? []);
  const colour = colours[0] ?? colourOf('<a:schemeClr val="bg1"/>', theme, master) ?? '#ffffff';
  return { colour, colours: colours.length === 0 ? [colour] : colours, isPicture };
}

/** A background that names a fill of the theme, as that fill in the colour that it names. */
function ofTheme(background: string, theme: string): string {
  const index = Number(/<p:bgRef\b[^>]*\sidx="(\d+)"/u.exec(background)?.[1] ?? 0) - FIRST_OF_THEME;
  const fills = /<a:bgFillStyleLst>[\s\S]*?<\/a:bgFillStyleLst>/u.exec(theme)?.[0] ?? '';
  const fill = [...fills.matchAll(/<a:(solid|grad|blip|patt)Fill\b[\s\S]*?<\/a:\1Fill>/gu)][index]?.[0];
  const [, tag = '', inside = ''] =
    /<a:((?:srgb|scheme)Clr val="\w+")\s*(?:\/>|>([\s\S]*?)<\/a:(?:srgb|scheme)Clr>)/u.exec(background) ?? [];
  if (index < 0 || fill === undefined || tag === '') return background;
  const name = tag.split(' ')[0] ?? '';
  return fill
    .replaceAll('<a:schemeClr val="phClr"/>', `<a:${tag}>${inside}</a:${name}>`)
    .replaceAll(
      /<a:schemeClr val="phClr">([\s\S]*?)<\/a:schemeClr>/gu,
      (_, changes: string) => `<a:${tag}>${inside}${changes}</a:${name}>`,
    );
}
