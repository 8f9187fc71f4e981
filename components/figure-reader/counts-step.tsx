'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Input } from '@/components/ui/field';
import entry from '@/components/ui/entry.module.css';
import { readCounts, type ReadArm } from '@/lib/figure-reading/person/finished';
import { comparedCells, typedCell } from '@/lib/figure-reading/person/from-letters';
import type { CountCell } from '@/lib/figure-reading/person/sheet';
import type { TimeUnit } from '@/lib/figure-reading/reading';
import { formatNumber } from '@/lib/i18n/format';
import classes from './figure-reader.module.css';
import { ArmRowChoice, PictureCounts, type PictureTable } from './letters/picture-counts';
import type { SheetControl } from './use-sheet';

type Props = Readonly<{
  control: SheetControl;
  arms: readonly ReadArm[];
  unit: TimeUnit | null;
  /** Of a picture: what was read of its letters. */
  table: PictureTable | null;
}>;

/** The printed numbers at risk: read from the letters of a PDF, proposed from those of a picture, typed otherwise. */
export function CountsStep({ control, arms, unit, table }: Props) {
  const t = useTranslations('curveReader.counts');
  return (
    <section className={classes.step} aria-labelledby="reader-counts">
      <h2 id="reader-counts">{t('title')}</h2>
      <p className={classes.hint}>{t('hint')}</p>
      {table !== null && <PictureCounts table={table} arms={arms} control={control} />}
      {arms.map((arm) => (
        <ArmCounts key={arm.index} control={control} arm={arm} unit={unit ?? 'years'} table={table} />
      ))}
    </section>
  );
}

function ArmCounts({
  control: { changeArm },
  arm: read,
  unit,
  table,
}: {
  control: SheetControl;
  arm: ReadArm;
  unit: TimeUnit;
  table: PictureTable | null;
}) {
  const t = useTranslations('curveReader.counts');
  const locale = useLocale();
  const { index, arm, cells } = read;
  const name = arm.label === '' ? t('numbered', { number: index + 1 }) : arm.label;
  const { faults } = readCounts(read, unit);
  const time = (at: number): string => formatNumber(Math.round(at * 100) / 100, locale);
  return (
    <div className={classes.step}>
      {table !== null && <ArmRowChoice table={table} arm={read} name={name} changeArm={changeArm} />}
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('of', { name })}>
        <table className={classes.counts}>
          <caption className={entry.label}>{name}</caption>
          <tbody>
            <tr>
              <th scope="row">{t('time')}</th>
              {cells.map((cell) => (
                <td key={cell.time}>{time(cell.time)}</td>
              ))}
            </tr>
            <tr>
              <th scope="row">{t('atRisk')}</th>
              {cells.map((cell, i) => (
                <td key={cell.time}>
                  <CountField
                    cells={cells}
                    at={i}
                    label={t('cell', { name, time: time(cell.time) })}
                    isFaulty={faults.some((fault) => fault.time === cell.time)}
                    hint={`reader-row-${index}-hint`}
                    change={(counts) => changeArm(index, (before) => ({ ...before, counts }))}
                  />
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      {faults.map(({ time: at, code }) => (
        <p key={`${at} ${code}`} className={entry.error}>
          {t(`fault.${code}`, { time: time(at) })}
        </p>
      ))}
    </div>
  );
}

type FieldProps = Readonly<{
  cells: readonly CountCell[];
  at: number;
  label: string;
  isFaulty: boolean;
  /** What says that the number is a proposal, by its id. */
  hint: string;
  change: (cells: CountCell[]) => void;
}>;

/** One number at risk; Enter says of a proposal that it was compared, and so does typing. */
function CountField({ cells, at, label, isFaulty, hint, change }: FieldProps) {
  const isProposed = cells[at]?.proposed === true;
  return (
    <Input
      look="form"
      inputMode="numeric"
      autoComplete="off"
      value={cells[at]?.text ?? ''}
      aria-label={label}
      aria-invalid={isFaulty}
      aria-describedby={isProposed ? hint : undefined}
      data-proposed={isProposed || undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !isProposed) return;
        event.preventDefault();
        change(comparedCells(cells, at));
        toNext(event.currentTarget);
      }}
      onChange={({ currentTarget: { value } }) => change(typedCell(cells, at, value))}
    />
  );
}

/** From a number that was compared to the field beside it. */
function toNext(field: HTMLInputElement): void {
  const fields = [...(field.closest('tr')?.querySelectorAll('input') ?? [])];
  fields[fields.indexOf(field) + 1]?.focus();
}
