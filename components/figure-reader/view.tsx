'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/field';
import type { Place } from '@/lib/figure-reading/geometry';
import type { ShownFigure } from '@/lib/figure-reading/session/messages';
import classes from './figure-reader.module.css';
import { FigureOverlay, type Overlay } from './overlay';
import { Magnifier } from './magnifier';
import { useHeld, type Grips, type Holding } from './use-held';

type Props = Readonly<{
  figure: ShownFigure;
  overlay: Overlay;
  /** What a click is for; null where it only moves the magnifier. */
  aim: string | null;
  centre: Place | null;
  onPlace: (place: Place) => void;
  /** To the next stretch that has to be looked at, or the one before. */
  onJump: (by: 1 | -1) => void;
  /** Ticks the stretch that was jumped to, and goes to the next. */
  onSeen: () => void;
  grips: Grips;
}>;

const ZOOMS = [1, 1.5, 2, 3, 4, 6];

/** The figure with what was read laid over it; a cross moved by mouse or arrows points, and a magnifier shows where. */
export function FigureView(props: Props) {
  const { figure, overlay, aim, centre, grips } = props;
  const t = useTranslations('curveReader.view');
  const look = useLook();
  const [cross, setCross] = useCross(figure, centre);
  const scroller = useCentred(figure, centre, aim);
  const holding = useHeld(grips);
  const { zoom, dimmed, bare, setBare } = look;
  const { held } = holding;
  const pointed = { cross, setCross };
  return (
    <div className={classes.viewer}>
      <ViewTools look={look} />
      <p className={classes.aim} role="status">
        {aim ?? (held === null ? '' : t(`held.${held.grip.kind}`))}
      </p>
      <div
        ref={scroller}
        className={classes.scroller}
        role="application"
        aria-roledescription={t('role')}
        aria-label={t('label')}
        aria-describedby="figure-keys"
        tabIndex={0}
        data-aiming={aim !== null || undefined}
        onKeyDown={keysOf(props, look, holding, pointed)}
        onKeyUp={({ key }) => key === ' ' && setBare(false)}
        data-holding={held !== null || undefined}
        {...pointersOf(props, holding, pointed)}
      >
        <div
          className={classes.paper}
          data-figure=""
          style={{ width: `${(ZOOMS[zoom] ?? 1) * 100}%`, aspectRatio: `${figure.width} / ${figure.height}` }}
        >
          <Picture figure={figure} opacity={1 - dimmed / 100} />
          {!bare && (
            <FigureOverlay
              overlay={overlay}
              width={figure.width}
              height={figure.height}
              cross={cross}
              held={holding.placeOf(cross)}
            />
          )}
        </div>
      </div>
      <div className={classes.below}>
        <Magnifier figure={figure} overlay={bare ? null : overlay} at={cross} />
        <p id="figure-keys" className={classes.keys}>
          {t('keys')}
        </p>
      </div>
    </div>
  );
}

type Pointed = Readonly<{ cross: Place; setCross: (at: Place) => void }>;

/** Everything by keys: moving, pointing, taking hold, looking. */
function keysOf(
  { figure, aim, onPlace, onJump, onSeen }: Props,
  { dimmed, larger, dim, setBare }: Look,
  holding: Holding,
  { cross, setCross }: Pointed,
): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey) return;
    const moved = movedBy(event, cross);
    if (moved !== null) setCross(inside(moved, figure));
    else if (aim === null && holding.key(event, cross, unitsAPixel(event.currentTarget, figure))) {
      // Done by what is held.
    } else if (event.key === 'Enter') onPlace(cross);
    else if (event.code === 'KeyN') onJump(1);
    else if (event.code === 'KeyP') onJump(-1);
    else if (event.code === 'KeyL') onSeen();
    else if (event.key === ' ') setBare(true);
    else if (event.key === '+' || event.key === '=') larger(1);
    else if (event.key === '-') larger(-1);
    else if (event.code === 'KeyD') dim(dimmed >= 60 ? 0 : dimmed + 30);
    else return;
    event.preventDefault();
  };
}

/** Everything by mouse or finger: a press points where something is asked for, and takes hold otherwise. */
function pointersOf({ figure, aim, onPlace }: Props, holding: Holding, { setCross }: Pointed) {
  return {
    onPointerMove: (event: PointerEvent<HTMLElement>) => setCross(placeIn(event, figure)),
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      const place = placeIn(event, figure);
      setCross(place);
      if (aim === null) holding.press(event, place, unitsAPixel(event.currentTarget, figure));
      else onPlace(place);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => holding.release(placeIn(event, figure)),
    onPointerCancel: holding.cancel,
  };
}

/** Units of the figure in a pixel of the screen. */
function unitsAPixel(scroller: HTMLElement, { width }: ShownFigure): number {
  const drawn = scroller.querySelector('[data-figure]')?.getBoundingClientRect().width ?? width;
  return width / Math.max(1, drawn);
}

type Look = Readonly<{
  zoom: number;
  dimmed: number;
  bare: boolean;
  larger: (by: number) => void;
  dim: (percent: number) => void;
  setBare: (bare: boolean) => void;
}>;

function useLook(): Look {
  const [zoom, setZoom] = useState(0);
  const [dimmed, dim] = useState(0);
  const [bare, setBare] = useState(false);
  const larger = (by: number): void => setZoom((before) => Math.min(ZOOMS.length - 1, Math.max(0, before + by)));
  return { zoom, dimmed, bare, larger, dim, setBare };
}

/** Where the cross is: where it was moved to, or at a new centre until it is moved from there. */
function useCross({ width, height }: ShownFigure, centre: Place | null): [Place, (at: Place) => void] {
  const [moved, setMoved] = useState<{ at: Place; from: Place | null } | null>(null);
  const start: Place = centre ?? [width / 2, height / 2];
  return [moved !== null && moved.from === centre ? moved.at : start, (at) => setMoved({ at, from: centre })];
}

function useCentred(
  { width }: ShownFigure,
  centre: Place | null,
  aim: string | null,
): RefObject<HTMLDivElement | null> {
  const scroller = useRef<HTMLDivElement>(null);
  // On a narrow screen the figure stands above what asks for a place on it.
  useEffect(() => {
    if (centre !== null || aim !== null) scroller.current?.scrollIntoView({ block: 'nearest' });
  }, [centre, aim]);
  useEffect(() => {
    const box = scroller.current;
    if (centre === null || box === null) return;
    const scale = box.scrollWidth / width;
    box.scrollTo({ left: centre[0] * scale - box.clientWidth / 2, top: centre[1] * scale - box.clientHeight / 2 });
  }, [centre, width]);
  return scroller;
}

function ViewTools({ look: { zoom, dimmed, bare, larger, dim, setBare } }: Readonly<{ look: Look }>) {
  const t = useTranslations('curveReader.view');
  return (
    <div className={classes.tools}>
      <Button look="small" onClick={() => larger(-1)} disabled={zoom === 0} aria-label={t('smaller')}>
        −
      </Button>
      <Button look="small" onClick={() => larger(1)} disabled={zoom === ZOOMS.length - 1} aria-label={t('larger')}>
        +
      </Button>
      <label className={classes.slider}>
        {t('dim')}
        <Input
          type="range"
          min={0}
          max={90}
          step={10}
          value={dimmed}
          onChange={({ currentTarget }) => dim(Number(currentTarget.value))}
        />
      </label>
      <Button look="small" aria-pressed={bare} onClick={() => setBare(!bare)}>
        {t('bare')}
      </Button>
    </div>
  );
}

/** Picture is its own part, so that it is drawn once and not with every move of the cross. */
function Picture({ figure, opacity }: Readonly<{ figure: ShownFigure; opacity: number }>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const [target, { picture }] = [canvas.current, figure];
    if (target === null) return;
    [target.width, target.height] = [picture.width, picture.height];
    target.getContext('2d')?.drawImage(picture, 0, 0);
  }, [figure]);
  return <canvas ref={canvas} className={classes.picture} style={{ opacity }} aria-hidden="true" />;
}

/** One place, ten with Shift, a tenth with Alt. */
function movedBy({ key, shiftKey, altKey }: KeyboardEvent, [x, y]: Place): Place | null {
  const by = shiftKey ? 10 : altKey ? 0.1 : 1;
  switch (key) {
    case 'ArrowLeft':
      return [x - by, y];
    case 'ArrowRight':
      return [x + by, y];
    case 'ArrowUp':
      return [x, y - by];
    case 'ArrowDown':
      return [x, y + by];
    default:
      return null;
  }
}

function inside([x, y]: Place, { width, height }: ShownFigure): Place {
  return [Math.min(width, Math.max(0, x)), Math.min(height, Math.max(0, y))];
}

function placeIn(event: PointerEvent<HTMLElement>, figure: ShownFigure): Place {
  const paper = event.currentTarget.querySelector('[data-figure]');
  const box = paper?.getBoundingClientRect() ?? event.currentTarget.getBoundingClientRect();
  return inside(
    [((event.clientX - box.left) / box.width) * figure.width, ((event.clientY - box.top) / box.height) * figure.height],
    figure,
  );
}
