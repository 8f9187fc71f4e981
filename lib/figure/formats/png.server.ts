import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';

const FONTS = [
  '400Regular/Inter_400Regular.ttf',
  '600SemiBold/Inter_600SemiBold.ttf',
  '400Regular_Italic/Inter_400Regular_Italic.ttf',
];

type Options = Readonly<{ scale: number; transparent?: boolean }>;

/** An SVG as a PNG of `scale` pixels per unit, drawn with the fonts of the package alone, so that every machine gives the same picture. */
export function figurePng(svg: string, { scale, transparent = false }: Options): Uint8Array<ArrayBuffer> {
  const folder = path.join(process.cwd(), 'node_modules', '@expo-google-fonts', 'inter');
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: {
      loadSystemFonts: false,
      fontFiles: FONTS.map((file) => path.join(folder, file)),
      defaultFontFamily: 'Inter',
      sansSerifFamily: 'Inter',
    },
    ...(transparent ? {} : { background: '#ffffff' }),
  });
  return new Uint8Array(image.render().asPng());
}
