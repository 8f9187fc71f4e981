import { colourOf } from './theme-colours';

const TITLE = /<p:ph\b[^>]*\btype="(?:title|ctrTitle)"/u;

/**
 * The colour of titles: what the layout says of its title goes before what its master says, and that before its style of
 * titles; null where it is the colour of all text. Their place, size and weight are ours, and they begin at the left.
 */
export function titleColour(layout: string, master: string, theme: string): string | null {
  const styles = [
    titleStyle(layout),
    titleStyle(master),
    /<p:titleStyle>[\s\S]*?<\/p:titleStyle>/u.exec(master)?.[0] ?? '',
  ];
  return (
    styles
      .map((xml) => /<a:lvl1pPr\b[^>]*(?:\/>|>[\s\S]*?<\/a:lvl1pPr>)/u.exec(xml)?.[0] ?? '')
      .map((xml) => /<a:defRPr\b[^>]*>[\s\S]*?<\/a:defRPr>/u.exec(xml)?.[0] ?? '')
      .map((xml) => colourOf(/<a:solidFill>[\s\S]*?<\/a:solidFill>/u.exec(xml)?.[0] ?? '', theme, master))
      .find((one) => one !== null) ?? null
  );
}

function titleStyle(xml: string): string {
  const title = [...xml.matchAll(/<p:sp>[\s\S]*?<\/p:sp>/gu)]
    .map(([shape]) => shape)
    .find((shape) => TITLE.test(shape));
  return /<a:lstStyle>[\s\S]*?<\/a:lstStyle>/u.exec(title ?? '')?.[0] ?? '';
}
