import { ask } from './ask';

/** Bytes sent at once. */
const PIECE = 900 * 1024;
const MOST_PIECES = 50;
/** Waits before a piece that did not arrive is sent again, in milliseconds. */
const AGAIN_MS = [1000, 4000];

export type Sent = Readonly<{ file: string }> | 'too-large' | 'stopped' | null;
type Piece = Readonly<{ address: string; bytes: Blob }>;
type Told = (sent: number) => void;

/**
 * Sends a file in pieces and tells how many bytes of it have gone; a piece that does not arrive is sent again, which changes
 * nothing where it had arrived. What is too large is not sent at all, what was stopped is thrown away. Null: it did not arrive.
 */
export async function send(file: File, signal: AbortSignal, onProgress: Told): Promise<Sent> {
  if (file.size > PIECE * MOST_PIECES) return 'too-large';
  const id = crypto.randomUUID();
  onProgress(0);
  for (let place = 0; place * PIECE < file.size; place += 1) {
    const query = new URLSearchParams({ file: id, place: String(place), name: file.name.slice(0, 200) });
    const bytes = file.slice(place * PIECE, (place + 1) * PIECE);
    const piece = { address: `/api/patients/import/piece?${query.toString()}`, bytes };
    const arrived = await sendPiece(piece, signal, (sent) => onProgress(place * PIECE + Math.min(sent, bytes.size)));
    if (signal.aborted) {
      void ask('drop', { id });
      return 'stopped';
    }
    if (!arrived) return null;
  }
  return { file: id };
}

async function sendPiece(piece: Piece, signal: AbortSignal, onProgress: Told): Promise<boolean> {
  for (const wait of [...AGAIN_MS, null]) {
    const status = await sendOnce(piece, signal, onProgress);
    // What the server refuses it refuses again.
    if (status !== null && status < 500) return status < 300;
    if (wait === null || signal.aborted) return false;
    await pause(wait, signal);
  }
  return false;
}

/** `fetch` does not tell how much of a request has gone. Null: there was no answer. */
async function sendOnce({ address, bytes }: Piece, signal: AbortSignal, onProgress: Told): Promise<number | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onloadend = () => {
      signal.removeEventListener('abort', stop);
      resolve(request.status === 0 ? null : request.status);
    };
    request.open('POST', address);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    if (signal.aborted) return resolve(null);
    signal.addEventListener('abort', stop);
    request.send(bytes);
  });
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
