import type { ImportReport } from '@/lib/patients/import/report';

type Question = 'order' | 'decimal' | 'unit';
/** A column of a file as the server read it, with what the person says of it. */
export type FileColumn = Readonly<{
  name: string;
  examples: readonly string[];
  target: string | null;
  questions: readonly Question[];
  order?: string | undefined;
  decimal?: string | undefined;
  unit?: string | undefined;
}>;
export type Read =
  | Readonly<{ refused: string; columns: readonly string[] }>
  | Readonly<{
      refused: null;
      sheet: string | null;
      sheets: readonly string[];
      rows: number;
      columns: readonly FileColumn[];
    }>;
export type Done = Readonly<{ done: 'imported' | 'before' | 'stale' | 'refused'; added: number; changed: number }>;
type Steps = { read: Read; check: ImportReport; commit: Done; undo: Readonly<{ why: string | null }> };

/** Bytes sent at once. */
const PIECE = 900 * 1024;
const MOST_PIECES = 50;

/** Asks the server for a step; null where it did not do it, `invalid` where something is left open. */
export async function ask<Step extends keyof Steps>(step: Step, sent: object): Promise<Steps[Step] | 'invalid' | null> {
  try {
    const answer = await fetch(`/api/patients/import/${step}`, {
      method: 'POST',
      body: JSON.stringify(sent),
      headers: { 'Content-Type': 'application/json' },
    });
    if (answer.status === 400) return 'invalid';
    return answer.ok ? ((await answer.json()) as Steps[Step]) : null;
  } catch {
    return null;
  }
}

/** Sends a file in pieces; what is too large is not sent at all. Null: it did not arrive. */
export async function send(file: File): Promise<string | 'too-large' | null> {
  if (file.size > PIECE * MOST_PIECES) return 'too-large';
  const id = crypto.randomUUID();
  for (let place = 0; place * PIECE < file.size; place += 1) {
    const query = new URLSearchParams({ file: id, place: String(place), name: file.name.slice(0, 200) });
    const answer = await fetch(`/api/patients/import/piece?${query.toString()}`, {
      method: 'POST',
      body: file.slice(place * PIECE, (place + 1) * PIECE),
      headers: { 'Content-Type': 'application/octet-stream' },
    }).catch(() => null);
    if (answer?.ok !== true) return null;
  }
  return id;
}
