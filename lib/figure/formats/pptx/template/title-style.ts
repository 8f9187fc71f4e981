const TITLE = /<p:ph\b[^>]*\btype="(?:title|ctrTitle)"/u;

/**
 * What is said of the letters of a title: what the layout says of it goes before what its master says, and that before the
 * master's style of titles.
 */
export function titleStyles(layout: string, master: string): string[] {
  return [listStyle(layout), listStyle(master), /<p:titleStyle>[\s\S]*?<\/p:titleStyle>/u.exec(master)?.[0] ?? '']
    .map((xml) => /<a:lvl1pPr\b[^>]*(?:\/>|>[\s\S]*?<\/a:lvl1pPr>)/u.exec(xml)?.[0] ?? '')
    .map((xml) => /<a:defRPr\b[^>]*>[\s\S]*?<\/a:defRPr>/u.exec(xml)?.[0] ?? '');
}

function listStyle(xml: string): string {
  const title = [...xml.matchAll(/<p:sp>[\s\S]*?<\/p:sp>/gu)]
    .map(([shape]) => shape)
    .find((shape) => TITLE.test(shape));
  return /<a:lstStyle>[\s\S]*?<\/a:lstStyle>/u.exec(title ?? '')?.[0] ?? '';
}
