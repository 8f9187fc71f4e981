import { useCallback, useEffect, useRef, useState } from 'react';
import type { PanelHints } from '@/lib/figure-reading/hints';
import type { CurveReading, Method, PanelReading } from '@/lib/figure-reading/reading';
import type { FoundLetters } from '@/lib/figure-reading/letters/read-letters';
import type { Refusal } from '@/lib/figure-reading/refusal';
import type { FigureData } from '@/lib/figure-reading/session/arm-data';
import type { FigureFile, FigureMessage, ShownFigure, Thumbnail } from '@/lib/figure-reading/session/messages';
import { figureConversation, type FigureConversation } from './conversation';

/** What was read of a picture's letters; `none` until it is asked for, `failed` where the program for it could not be loaded. */
export type LetterState = FoundLetters | 'none' | 'reading' | 'failed';

export type FigureState = Readonly<{
  file: FigureFile | null;
  figure: ShownFigure | null;
  traced: readonly PanelReading[] | null;
  data: FigureData | null;
  letters: LetterState;
  refusal: Refusal | null;
  /** Pages drawn small, as far as they were asked for. */
  thumbnails: readonly Thumbnail[];
  busy: 'open' | 'page' | 'trace' | null;
}>;

const NOTHING: FigureState = {
  file: null,
  figure: null,
  traced: null,
  data: null,
  letters: 'none',
  refusal: null,
  thumbnails: [],
  busy: null,
};

export type FigureReader = FigureState &
  Readonly<{
    open: (file: File) => void;
    show: (page: number, as: Method) => void;
    thumbnail: (page: number) => void;
    readLetters: () => void;
    trace: (hints: PanelHints) => void;
    rebuild: (curves: readonly CurveReading[], precision: number, lastTick: number) => void;
  }>;

/** The figure in a worker: the page never waits, and the file goes no further. `onShown` hears of each new figure, `onLetters` of what was read of it. */
export function useFigure(
  onShown: (figure: ShownFigure) => void,
  onLetters: (letters: FoundLetters) => void,
): FigureReader {
  const [state, setState] = useState(NOTHING);
  const conversation = useRef<FigureConversation | null>(null);
  const open = useCallback(
    (file: File) => {
      conversation.current?.end();
      setState({ ...NOTHING, busy: 'open' });
      const failed = (): void =>
        setState((before) => ({ ...before, busy: null, refusal: { code: 'broken_file', subject: null, would: null } }));
      const hear = (message: FigureMessage): void => {
        if (message.kind === 'shown') onShown(message.figure);
        if (message.kind === 'letters' && message.letters !== null) onLetters(message.letters);
        setState((before) => heard(before, message));
      };
      conversation.current = figureConversation(file, hear, failed);
    },
    [onShown, onLetters],
  );
  const show = useCallback((page: number, as: Method) => {
    setState((before) => ({ ...before, busy: 'page', refusal: null, traced: null }));
    conversation.current?.show(page, as);
  }, []);
  const trace = useCallback((hints: PanelHints) => {
    setState((before) => ({ ...before, busy: 'trace', refusal: null }));
    conversation.current?.trace(hints);
  }, []);
  const rebuild = useCallback(
    (curves: readonly CurveReading[], precision: number, lastTick: number) =>
      conversation.current?.rebuild(curves, precision, lastTick),
    [],
  );
  const readLetters = useCallback(() => {
    setState((before) => ({ ...before, letters: 'reading' }));
    conversation.current?.letters();
  }, []);
  const thumbnail = useCallback((page: number) => conversation.current?.thumbnail(page), []);
  useEffect(() => () => conversation.current?.end(), []);
  return { ...state, open, show, thumbnail, readLetters, trace, rebuild };
}

function heard(before: FigureState, message: FigureMessage): FigureState {
  switch (message.kind) {
    case 'opened':
      return { ...before, file: message.file };
    case 'shown':
      return {
        ...before,
        figure: message.figure,
        traced: null,
        data: null,
        letters: 'none',
        refusal: null,
        busy: null,
      };
    case 'thumbnail':
      return before.thumbnails.some(({ page }) => page === message.thumbnail.page)
        ? before
        : { ...before, thumbnails: [...before.thumbnails, message.thumbnail] };
    case 'traced':
      return { ...before, traced: message.panels, busy: null };
    case 'letters':
      return { ...before, letters: message.letters ?? 'failed' };
    case 'data':
      return { ...before, data: message.data };
    case 'refused':
      return { ...before, refusal: message.refusal, busy: null };
  }
}
