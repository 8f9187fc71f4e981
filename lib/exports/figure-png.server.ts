import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { FIGURE_WIDTH } from './figure-svg';

const FONTS = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf', '400Regular_Italic/Inter_400Regular_Italic.ttf'];

/** Pixels per unit of the SVG: sharp on a projector. */
export const PNG_SCALE = 2;

/** The figure as a PNG of 2560 px width, drawn with the fonts of the package alone, so that every machine gives the same picture. */
export function figurePng(svg: string): Uint8Array<ArrayBuffer> {
  const folder = path.join(process.cwd(), 'node_modules', '@expo-google-fonts', 'inter');
  const image = new Resvg(svg, {
    fitTo: { mode: 'width', value: FIGURE_WIDTH * PNG_SCALE },
    font: { loadSystemFonts: false, fontFiles: FONTS.map((file) => path.join(folder, file)), defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
    background: '#ffffff',
  });
  return new Uint8Array(image.render().asPng());
}
