import { colourOf } from './theme-colours';

/** A title as a template's layouts set it: what a preview draws it with. */
type TitleLook = Readonly<{
  /** `#rrggbb`; null where it is the colour of all text */
  colour: string | null;
  align: 'left' | 'center' | 'right';
}>;

const TITLE = /<p:ph\b[^>]*\btype="(?:title|ctrTitle)"/u;
const ALIGN: Readonly<Record<string, TitleLook['align']>> = { ctr: 'center', r: 'right' };

/** The look of titles: what the layout says of its title goes before what its master says, and that before its style of titles. */
export function titleLook(layout: string, master: string, theme: string): TitleLook {
  const styles = [
    titleStyle(layout),
    titleStyle(master),
    /<p:titleStyle>[\s\S]*?<\/p:titleStyle>/u.exec(master)?.[0] ?? '',
  ];
  const first = styles.map((xml) => /<a:lvl1pPr\b[^>]*(?:\/>|>[\s\S]*?<\/a:lvl1pPr>)/u.exec(xml)?.[0] ?? '');
  const align = first.map((xml) => /^<a:lvl1pPr\b[^>]*\salgn="(\w+)"/u.exec(xml)?.[1]).find((one) => one !== undefined);
  return {
    colour:
      first
        .map((xml) => /<a:defRPr\b[^>]*>[\s\S]*?<\/a:defRPr>/u.exec(xml)?.[0] ?? '')
        .map((xml) => colourOf(/<a:solidFill>[\s\S]*?<\/a:solidFill>/u.exec(xml)?.[0] ?? '', theme, master))
        .find((one) => one !== null) ?? null,
    align: ALIGN[align ?? ''] ?? 'left',
  };
}

function titleStyle(xml: string): string {
  const title = [...xml.matchAll(/<p:sp>[\s\S]*?<\/p:sp>/gu)]
    .map(([shape]) => shape)
    .find((shape) => TITLE.test(shape));
  return /<a:lstStyle>[\s\S]*?<\/a:lstStyle>/u.exec(title ?? '')?.[0] ?? '';
}
