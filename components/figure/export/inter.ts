import { drawPng } from '@/components/ui/save-file';

/** An SVG as a PNG, `scale` pixels per unit, drawn by this browser in the font of the page. */
export async function rasterise(svg: string, scale: number): Promise<Uint8Array> {
  return new Uint8Array(await (await drawPng(await withFont(svg), scale)).arrayBuffer());
}

/** A picture of an SVG is drawn without the fonts of the page, so that it has to bring its own. */
export async function withFont(svg: string): Promise<Blob> {
  const [normal, bold] = await Promise.all([interFile('normal'), interFile('bold')]);
  const face = (weight: number, data: string): string =>
    `@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/ttf;base64,${data})}`;
  const style = `<style>${face(400, normal)}${face(600, bold)}</style>`;
  return new Blob(
    [
      svg
        .replace(/(<svg[^>]*>)/u, `$1${style}`)
        .replace(/ font-family="Arial[^"]*"/u, ' font-family="Inter, Arial, sans-serif"'),
    ],
    { type: 'image/svg+xml;charset=utf-8' },
  );
}

/** The font of the page for files that the browser makes: its own server has it, nothing is asked elsewhere. */
const ADDRESSES = {
  normal: new URL('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf', import.meta.url),
  bold: new URL('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf', import.meta.url),
  italics: new URL('@expo-google-fonts/inter/400Regular_Italic/Inter_400Regular_Italic.ttf', import.meta.url),
} as const;
type InterStyle = keyof typeof ADDRESSES;

const fetched = new Map<InterStyle, Promise<string>>();

/** A style of the font as base64. */
export function interFile(style: InterStyle): Promise<string> {
  const kept = fetched.get(style);
  if (kept !== undefined) return kept;
  const asked = fetchFile(ADDRESSES[style]);
  fetched.set(style, asked);
  asked.catch(() => fetched.delete(style));
  return asked;
}

async function fetchFile(address: URL): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`font: ${response.status}`);
  return (await dataUrl(await response.blob())).split(',')[1] ?? '';
}

/** What is in a blob, as an address that holds it. */
export function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('file'));
    reader.readAsDataURL(blob);
  });
}
