import { useEffect, useRef } from 'react';
import type { Place } from '@/lib/figure-reading/geometry';
import type { ShownFigure } from '@/lib/figure-reading/session/messages';
import classes from './figure-reader.module.css';
import { OverlayLines, type Overlay } from './overlay';

/** Units of the figure that the magnifier shows across, and its pixels. */
const [ACROSS, SIZE] = [24, 168];

/** What lies under the cross, seven times as large, with the reading over it. */
export function Magnifier({
  figure,
  overlay,
  at: [x, y],
}: Readonly<{ figure: ShownFigure; overlay: Overlay | null; at: Place }>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === undefined || context === null) return;
    const finer = figure.picture.width / figure.width;
    context.imageSmoothingEnabled = finer > 1;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, SIZE, SIZE);
    context.drawImage(
      figure.picture,
      (x - ACROSS / 2) * finer,
      (y - ACROSS / 2) * finer,
      ACROSS * finer,
      ACROSS * finer,
      0,
      0,
      SIZE,
      SIZE,
    );
  }, [figure, x, y]);
  return (
    <div className={classes.magnifier} aria-hidden="true">
      <canvas ref={canvas} width={SIZE} height={SIZE} />
      <svg viewBox={`${x - ACROSS / 2} ${y - ACROSS / 2} ${ACROSS} ${ACROSS}`}>
        {overlay !== null && <OverlayLines overlay={overlay} />}
        <path
          className={classes.cross}
          d={`M${x},${y - ACROSS}V${y + ACROSS}M${x - ACROSS},${y}H${x + ACROSS}`}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
    </div>
  );
}
