import { createTheme } from '@mantine/core';

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
});
