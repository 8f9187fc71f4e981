'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useDeferredValue, useEffect, useMemo, useState, type ReactNode, type KeyboardEvent } from 'react';
import { typedNumber } from '@/lib/numbers/read-number';
import { pictureRows } from '@/lib/figure-reading/letters/risk-cells';
import type { FoundLetters } from '@/lib/figure-reading/letters/read-letters';
import type { Place } from '@/lib/figure-reading/geometry';
import { readArms, whatIsOpen, type Open, type ReadArm } from '@/lib/figure-reading/person/finished';
import { withAxes } from '@/lib/figure-reading/person/from-letters';
import { dropped, gripAt, removed } from '@/lib/figure-reading/person/grips';
import { placeOf, survivalOf } from '@/lib/figure-reading/person/overlay';
import {
  axisValues,
  EMPTY_SHEET,
  hintsOf,
  sheetOf,
  stretchKey,
  type Sheet,
  type TypedAxis,
} from '@/lib/figure-reading/person/sheet';
import type { DoubtfulStretch, PanelReading } from '@/lib/figure-reading/reading';
import type { FigureFile, ShownFigure } from '@/lib/figure-reading/session/messages';
import { pointed, type Aim } from './aim';
import { AxesStep } from './axes-step';
import { CheckStep } from './check-step';
import { CountsStep } from './counts-step';
import { DataStep } from './data-step';
import { CurvesStep } from './curves-step';
import classes from './figure-reader.module.css';
import type { Overlay } from './overlay';
import { FigureView } from './view';
import type { Grips } from './use-held';
import { OpenStep } from './open-step';
import { useFigure, type FigureReader as Reader } from './use-figure';
import { useSheet, type SheetControl } from './use-sheet';

/** A figure that was read, as far as it is: what is open yet is named. */
export type FinishedFigure = Readonly<{
  file: FigureFile;
  figure: ShownFigure;
  panel: PanelReading;
  sheet: Sheet;
  arms: readonly ReadArm[];
  open: Open;
  /** When the file was opened, by the page's clock. */
  since: number;
}>;

/** From a paper's figure to its curves, all in the browser; what becomes of them is the page's, in `outcome`. */
export function FigureReader({ outcome }: Readonly<{ outcome: (finished: FinishedFigure) => ReactNode }>) {
  const t = useTranslations('curveReader');
  const control = useSheet();
  const [since, setSince] = useState(0);
  const [aim, setAim] = useState<Aim | null>(null);
  const [centre, setCentre] = useState<Place | null>(null);
  const { start, change } = control;
  const shown = useCallback(
    (next: ShownFigure) => {
      const index = Math.max(
        0,
        next.panels.findIndex(({ curves }) => curves.length > 0),
      );
      const panel = next.panels[index];
      start(panel === undefined ? EMPTY_SHEET : sheetOf(panel, index));
      setAim(null);
      setCentre(null);
    },
    [start],
  );
  const lettersRead = useCallback((letters: FoundLetters) => change((before) => withAxes(before, letters)), [change]);
  const reader = useFigure(shown, lettersRead);
  const { open: openFile, figure, file } = reader;
  const open = useCallback(
    (chosen: File) => {
      setSince(performance.now());
      openFile(chosen);
    },
    [openFile],
  );
  const reading = { ...useReading(reader, control.sheet), aim, setAim, centre, setCentre };
  return (
    <div className={classes.page} data-open={figure !== null || undefined} onKeyDown={undoKeys(control)}>
      {figure !== null && (
        <div className={classes.figure}>
          <View figure={figure} control={control} reading={reading} />
        </div>
      )}
      <div className={classes.steps}>
        <p className={classes.privacy}>{t('privacy')}</p>
        <OpenStep reader={reader} onOpen={open} />
        {figure !== null && <Steps reader={reader} figure={figure} control={control} reading={reading} />}
      </div>
      {figure !== null && file !== null && reading.panel !== null && (
        <div className={classes.outcome}>
          {outcome({
            file,
            figure,
            panel: reading.panel,
            sheet: control.sheet,
            arms: reading.arms,
            open: reading.open,
            since,
          })}
        </div>
      )}
    </div>
  );
}

type Read = Readonly<{
  panels: readonly PanelReading[];
  panel: PanelReading | null;
  arms: readonly ReadArm[];
  open: Open;
  axesFault: 'x' | 'y' | null;
}>;
type Reading = Read &
  Readonly<{
    aim: Aim | null;
    setAim: (aim: Aim | null) => void;
    centre: Place | null;
    setCentre: (centre: Place) => void;
  }>;

/** What was read and said, together; a picture is traced anew whenever that changes what the tracer is told. */
function useReading({ figure, traced, trace }: Reader, sheet: Sheet): Read {
  const isPicture = figure?.method === 'raster';
  const [x, y] = [valuesOf(sheet.x), valuesOf(sheet.y)];
  // Equal words for the tracer are equal texts: names, counts and ticks of the person do not trace again.
  const told = useDeferredValue(isPicture ? JSON.stringify(hintsOf(sheet, x.values, y.values)) : 'null');
  useEffect(() => {
    const hints = JSON.parse(told) as ReturnType<typeof hintsOf>;
    if (hints !== null) trace(hints);
  }, [told, trace]);
  const panels = isPicture ? (traced ?? []) : (figure?.panels ?? []);
  const panel = panels[isPicture ? 0 : sheet.panel] ?? null;
  const arms = useMemo(() => readArms(panel, sheet), [panel, sheet]);
  return { panels, panel, arms, open: whatIsOpen(panel, sheet, arms), axesFault: x.fault ? 'x' : y.fault ? 'y' : null };
}

/** The printed numbers of an axis; a fault once all three fields hold something that gives none. */
function valuesOf({ first, last, step }: TypedAxis): { values: number[] | null; fault: boolean } {
  const typed = [first, last, step];
  if (typed.some((text) => text.trim() === '')) return { values: null, fault: false };
  const [from, to, by] = typed.map(typedNumber);
  if (from == null || to == null || by == null) return { values: null, fault: true };
  const values = axisValues(from, to, by);
  return { values, fault: values === null };
}

type PartProps = Readonly<{ figure: ShownFigure; control: SheetControl; reading: Reading }>;

function Steps({ reader, figure, control, reading }: PartProps & Readonly<{ reader: Reader }>) {
  const t = useTranslations('curveReader');
  const { panels, panel, arms, aim, setAim, axesFault, setCentre } = reading;
  const isPicture = figure.method === 'raster';
  const look = ({ curve }: ReadArm, { from }: DoubtfulStretch): void => {
    if (panel !== null) setCentre(placeOf(panel, Math.max(0, from), survivalOf(curve, from)));
  };
  const { letters } = reader;
  const rows = useMemo(
    () => (panel === null || typeof letters === 'string' ? [] : pictureRows(panel, letters.cells)),
    [panel, letters],
  );
  const table = isPicture && panel !== null ? { figure, panel, letters, rows, read: reader.readLetters } : null;
  const choosePanel = (index: number): void => {
    const chosen = panels[index];
    if (chosen !== undefined) control.start(sheetOf(chosen, index));
  };
  return (
    <>
      <AxesStep
        sheet={control.sheet}
        panels={isPicture ? [] : panels}
        panel={panel}
        isPicture={isPicture}
        axesFault={axesFault}
        aim={aim}
        onAim={setAim}
        onPanel={choosePanel}
        letters={reader.letters}
        onLetters={reader.readLetters}
        change={control.change}
      />
      <CurvesStep control={control} isPicture={isPicture} refusals={panel?.refusals ?? []} aim={aim} onAim={setAim} />
      <p role="status" className={classes.hint}>
        {reader.busy === 'trace' ? t('tracing') : ''}
      </p>
      {arms.length > 0 && (
        <>
          <CheckStep control={control} arms={arms} isPicture={isPicture} aim={aim} onAim={setAim} onLook={look} />
          <CountsStep control={control} arms={arms} unit={control.sheet.unit} table={table} />
          {panel !== null && <DataStep reader={reader} panel={panel} arms={arms} />}
        </>
      )}
    </>
  );
}

function View({ figure, control, reading }: PartProps) {
  const { sheet, change } = control;
  const t = useTranslations('curveReader.aim');
  const { panel, arms, aim, setAim, centre } = reading;
  const jump = useJump(reading, control);
  const overlay = useMemo((): Overlay => {
    const aimed = aim !== null && 'arm' in aim ? aim.arm : null;
    return {
      panel,
      curves: arms.map(({ arm, curve, left, index }) => ({ arm, curve, unseen: left, active: index === aimed })),
      clicks: sheet.corners.filter((corner) => corner !== null),
    };
  }, [panel, arms, sheet.corners, aim]);
  const place = (at: Place): void => {
    if (aim === null) return;
    change((before) => pointed(before, aim, at, { figure, panel, arms }));
    // Marks come in rows; everything else is pointed at once.
    if (aim.kind !== 'mark') setAim(nextAim(aim));
  };
  const grips: Grips = {
    at: (at, reach) => gripAt(at, reach, { sheet, panel, arms }),
    drop: (grip, at) => change((before) => dropped(grip, at, { sheet: before, panel, arms })),
    remove: (grip) => change((before) => removed(grip, before)),
  };
  return (
    <FigureView
      figure={figure}
      overlay={overlay}
      aim={
        aim === null
          ? null
          : t(aim.kind === 'corner' ? `corner${aim.corner === 0 ? 0 : aim.corner === 1 ? 1 : 2}` : aim.kind)
      }
      centre={centre}
      onPlace={place}
      onJump={jump.to}
      onSeen={jump.seen}
      grips={grips}
    />
  );
}

type Jump = Readonly<{ to: (by: 1 | -1) => void; seen: () => void }>;

/** From one stretch that nobody has looked at to the next, through all curves and round again; the one shown is ticked by `seen`. */
function useJump({ panel, arms, setCentre }: Reading, { changeArm }: SheetControl): Jump {
  const [shown, setShown] = useState<string | null>(null);
  const stretches = arms.flatMap(({ curve, index, left }) =>
    panel === null
      ? []
      : left.map((stretch) => ({
          arm: index,
          key: stretchKey(stretch),
          name: `${index} ${stretchKey(stretch)}`,
          place: placeOf(panel, Math.max(0, stretch.from), survivalOf(curve, stretch.from)),
        })),
  );
  const at = stretches.findIndex(({ name }) => name === shown);
  const show = (index: number): void => {
    const next = stretches[(index + stretches.length) % Math.max(1, stretches.length)];
    if (next === undefined) return;
    setShown(next.name);
    setCentre(next.place);
  };
  return {
    to: (by) => show(Math.max(at, by > 0 ? -1 : 0) + by),
    seen: () => {
      const looked = stretches[at];
      if (looked === undefined) return;
      changeArm(looked.arm, (arm) => ({ ...arm, seen: [...arm.seen, looked.key] }));
      if (stretches.length > 1) show(at + 1);
    },
  };
}

/** The places of the axes are pointed at one after the other. */
function nextAim(aim: Aim): Aim | null {
  return aim.kind === 'corner' && aim.corner < 2 ? { kind: 'corner', corner: aim.corner + 1 } : null;
}

/** Ctrl+Z and Ctrl+Shift+Z, but in a field, which has its own. */
function undoKeys({ undo, redo }: SheetControl): (event: KeyboardEvent) => void {
  return (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    if (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox') return;
    event.preventDefault();
    (event.shiftKey ? redo : undo)();
  };
}
