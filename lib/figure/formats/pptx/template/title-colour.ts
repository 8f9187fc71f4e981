import { titleStyles } from './title-style';
import { colourOf } from './theme-colours';

/**
 * The colour of titles; null where it is the colour of all text. Their place, size and weight are ours, and they begin at
 * the left.
 */
export function titleColour(layout: string, master: string, theme: string): string | null {
  return (
    titleStyles(layout, master)
      .map((style) => colourOf(/<a:solidFill>[\s\S]*?<\/a:solidFill>/u.exec(style)?.[0] ?? '', theme, master))
      .find((one) => one !== null) ?? null
  );
}
