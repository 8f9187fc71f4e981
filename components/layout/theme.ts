import { createTheme } from '@mantine/core';
import type { MouseEvent } from 'react';

const ACCENT = [
  '#e3f3f7',
  '#c8e4ec',
  '#98cbda',
  '#66b1c7',
  '#3f9bb7',
  '#2a8eae',
  '#1a7e9c',
  '#0b5a6e',
  '#084a5b',
  '#053a48',
] as const;

const FONT = "'Inter Variable', Inter, 'Inter Fallback', system-ui, sans-serif";

/** A browser says nothing of a file that is chosen again, as one is that was mended and saved under its name. */
function forget({ currentTarget }: MouseEvent<HTMLInputElement>): void {
  currentTarget.value = '';
}

/** Our colours and letters for the component library. What it says in variables stands in `theme.css` as well. */
export const theme = createTheme({
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: '650' },
  colors: { accent: ACCENT },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  defaultRadius: 4,
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: { FileButton: { defaultProps: { inputProps: { onClick: forget } } } },
});
