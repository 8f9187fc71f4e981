/** The font of the page for files that the browser makes: its own server has it, nothing is asked elsewhere. */
const ADDRESSES = {
  normal: new URL('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf', import.meta.url),
  bold: new URL('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf', import.meta.url),
  italics: new URL('@expo-google-fonts/inter/400Regular_Italic/Inter_400Regular_Italic.ttf', import.meta.url),
} as const;
export type InterStyle = keyof typeof ADDRESSES;

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
  const blob = await response.blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error ?? new Error('font'));
    reader.readAsDataURL(blob);
  });
}
