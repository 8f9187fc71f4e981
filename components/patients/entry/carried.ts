import type { EntryDraft } from '@/lib/patients/entry/draft';

let carried: EntryDraft | null = null;

/** Keeps in the page's memory alone what a form holds while its page is exchanged for the same one in another language. */
export function carryEntry(entry: EntryDraft | null): void {
  carried = entry;
}

/** What the form of this name, or of a name that begins so, held before only the language changed. */
export function carriedEntry(form: string): EntryDraft | null {
  return carried !== null && (carried.form === form || carried.form.startsWith(`${form}:`)) ? carried : null;
}
