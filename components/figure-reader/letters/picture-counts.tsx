'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Select } from '@/components/ui/field';
import { rowsOfArms, type PictureRow } from '@/lib/figure-reading/letters/risk-cells';
import type { ReadArm } from '@/lib/figure-reading/person/finished';
import { comparedCells, countsOfRow, rowOfCells } from '@/lib/figure-reading/person/from-letters';
import type { PanelReading } from '@/lib/figure-reading/reading';
import type { ShownFigure } from '@/lib/figure-reading/session/messages';
import classes from '../figure-reader.module.css';
import type { LetterState } from '../use-figure';
import type { SheetControl } from '../use-sheet';
import { FailedLetters, ReadButton } from './axis-letters';

/** A picture with the rows that were read under its plot. */
export type PictureTable = Readonly<{
  figure: ShownFigure;
  panel: PanelReading;
  letters: LetterState;
  rows: readonly PictureRow[];
  read: () => void;
}>;

type Props = Readonly<{ table: PictureTable; arms: readonly ReadArm[]; control: SheetControl }>;

/** Reading the table under a picture, and putting its rows into the fields as proposals. */
export function PictureCounts({ table: { letters, rows, read }, arms, control: { change } }: Props) {
  const t = useTranslations('curveReader.letters');
  const fill = (): void => {
    const found = rowsOfArms(
      rows,
      arms.map(({ curve }) => curve),
    );
    change((before) => ({
      ...before,
      arms: before.arms.map((arm, index) => {
        const row = found[arms.findIndex((own) => own.index === index)];
        return row == null ? arm : { ...arm, counts: countsOfRow(row) };
      }),
    }));
  };
  return (
    <>
      <div className={classes.row}>
        {typeof letters === 'object' && rows.length > 0 ? (
          <Button look="plain" onClick={fill}>
            {t('fill')}
          </Button>
        ) : (
          <ReadButton letters={letters} onRead={read} />
        )}
      </div>
      <p role="status" className={classes.hint}>
        {letters === 'reading' && t('reading')}
        {typeof letters === 'object' && t('rows', { count: rows.length })}
      </p>
      <FailedLetters letters={letters} />
    </>
  );
}

type RowProps = Readonly<{
  table: PictureTable;
  arm: ReadArm;
  name: string;
  changeArm: SheetControl['changeArm'];
}>;

/** Which row of the table an arm's numbers are, how it looks in the figure, and the person's word that they are the same. */
export function ArmRowChoice({ table: { figure, panel, rows }, arm: { index, cells }, name, changeArm }: RowProps) {
  const t = useTranslations('curveReader.letters');
  if (rows.length === 0) return null;
  const at = rowOfCells(rows, cells);
  const row = cells.some(({ proposed }) => proposed === true) ? rows[at] : undefined;
  const id = `reader-row-${index}`;
  return (
    <>
      <div className={entry.field}>
        <label htmlFor={id} className={entry.label}>
          {t('row', { name })}
        </label>
        <Select
          look="form"
          id={id}
          value={at}
          onChange={({ currentTarget: { value } }) => {
            const chosen = rows[Number(value)];
            if (chosen !== undefined) changeArm(index, (before) => ({ ...before, counts: countsOfRow(chosen) }));
          }}
        >
          <option value={-1}>{t('noRow')}</option>
          {rows.map((one, i) => (
            <option key={one.y} value={i}>
              {one.cells.map(({ value }) => value ?? '…').join(', ')}
            </option>
          ))}
        </Select>
      </div>
      {row !== undefined && (
        <>
          <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('rowPicture', { name })}>
            <RowPicture figure={figure} panel={panel} row={row} />
          </div>
          <p id={`${id}-hint`} className={classes.hint}>
            {t('compare')}
          </p>
          <div className={classes.row}>
            <Button
              look="small"
              aria-label={t('comparedNamed', { name })}
              onClick={() => changeArm(index, (before) => ({ ...before, counts: comparedCells(cells, null) }))}
            >
              {t('compared')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

/** Of the plot's width: what is shown left of the row, where its name stands, and right of it; of its digits' height: above and below. */
const [LEFT, RIGHT, ABOVE] = [0.35, 0.08, 1.1];

/** The row as it stands in the figure, over its fields. */
function RowPicture({ figure, panel, row }: Readonly<{ figure: ShownFigure; panel: PanelReading; row: PictureRow }>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { x0, x1 } = panel.box;
  const left = Math.max(0, x0 - LEFT * (x1 - x0));
  const width = x1 + RIGHT * (x1 - x0) - left;
  const [top, height] = [row.y - ABOVE * row.height, 2 * ABOVE * row.height];
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === undefined || context === null) return;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(figure.picture, -left, -top);
  }, [figure, left, top, width, height]);
  return (
    <canvas
      ref={canvas}
      className={classes.rowPicture}
      width={Math.max(1, Math.round(width))}
      height={Math.max(1, Math.round(height))}
      aria-hidden="true"
    />
  );
}
