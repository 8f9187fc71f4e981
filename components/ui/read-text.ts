/** The text of a file: UTF-8, or Windows-1251 where the bytes are no UTF-8, as older spreadsheets save Cyrillic. */
export async function readText(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}
