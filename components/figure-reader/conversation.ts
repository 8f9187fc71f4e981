import type { PanelHints } from '@/lib/figure-reading/hints';
import type { CurveReading, Method } from '@/lib/figure-reading/reading';
import type { FigureMessage, FigureRequest } from '@/lib/figure-reading/session/messages';

/** One file in a worker of its own, from opening to the last tracing. */
export type FigureConversation = Readonly<{
  show: (page: number, as: Method) => void;
  thumbnail: (page: number) => void;
  letters: () => void;
  trace: (hints: PanelHints) => void;
  rebuild: (curves: readonly CurveReading[], precision: number, lastTick: number) => void;
  end: () => void;
}>;

/** Opens a file in a worker. While one tracing is under way only the latest of the others waits. */
export function figureConversation(
  file: File,
  hear: (message: FigureMessage) => void,
  failed: () => void,
): FigureConversation {
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), { type: 'module' });
  let [turn, rebuilding] = [0, 0];
  let tracing: { under: boolean; next: PanelHints | null } = { under: false, next: null };
  const ask = (request: FigureRequest, transfer: Transferable[] = []): void => worker.postMessage(request, transfer);
  const trace = (hints: PanelHints): void => {
    if (tracing.under) {
      tracing.next = hints;
      return;
    }
    tracing = { under: true, next: null };
    turn += 1;
    ask({ kind: 'trace', hints: [hints], turn });
  };
  worker.onmessage = ({ data }: MessageEvent<FigureMessage>) => {
    if (!('kind' in data) || (data.kind === 'traced' && data.turn !== turn)) return;
    if (data.kind === 'data' && data.turn !== rebuilding) return;
    const { next } = tracing;
    if (data.kind === 'traced' || data.kind === 'refused') tracing = { under: false, next: null };
    hear(data);
    if (!tracing.under && next !== null) trace(next);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    failed();
  };
  let ended = false;
  file.arrayBuffer().then((bytes) => {
    if (!ended) ask({ kind: 'open', bytes }, [bytes]);
  }, failed);
  return {
    show: (page, as) => {
      tracing = { under: false, next: null };
      turn += 1;
      ask({ kind: 'page', page, as });
    },
    thumbnail: (page) => ask({ kind: 'thumbnail', page }),
    letters: () => ask({ kind: 'letters' }),
    trace,
    rebuild: (curves, precision, lastTick) => {
      rebuilding += 1;
      ask({ kind: 'data', curves, precision, lastTick, turn: rebuilding });
    },
    end: () => {
      ended = true;
      worker.terminate();
    },
  };
}
