'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Input } from '@/components/ui/field';
import entry from '@/components/ui/entry.module.css';
import { readCounts, type ReadArm } from '@/lib/figure-reading/person/finished';
import type { TimeUnit } from '@/lib/figure-reading/reading';
import { formatNumber } from '@/lib/i18n/format';
import classes from './figure-reader.module.css';
import type { SheetControl } from './use-sheet';

type Props = Readonly<{ control: SheetControl; arms: readonly ReadArm[]; unit: TimeUnit | null }>;

/** The printed numbers at risk: read from letters where there are some, typed otherwise. */
export function CountsStep({ control, arms, unit }: Props) {
  const t = useTranslations('curveReader.counts');
  return (
    <section className={classes.step} aria-labelledby="reader-counts">
      <h2 id="reader-counts">{t('title')}</h2>
      <p className={classes.hint}>{t('hint')}</p>
      {arms.map((arm) => (
        <ArmCounts key={arm.index} control={control} arm={arm} unit={unit ?? 'years'} />
      ))}
    </section>
  );
}

function ArmCounts({
  control: { changeArm },
  arm: read,
  unit,
}: {
  control: SheetControl;
  arm: ReadArm;
  unit: TimeUnit;
}) {
  const t = useTranslations('curveReader.counts');
  const locale = useLocale();
  const { index, arm, cells } = read;
  const name = arm.label === '' ? t('numbered', { number: index + 1 }) : arm.label;
  const { faults } = readCounts(read, unit);
  const time = (at: number): string => formatNumber(Math.round(at * 100) / 100, locale);
  return (
    <div className={classes.step}>
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
                  <Input
                    look="form"
                    inputMode="numeric"
                    autoComplete="off"
                    value={cell.text}
                    aria-label={t('cell', { name, time: time(cell.time) })}
                    aria-invalid={faults.some((fault) => fault.time === cell.time)}
                    onChange={({ currentTarget: { value } }) =>
                      changeArm(index, (before) => ({
                        ...before,
                        counts: cells.map((one, k) => (k === i ? { ...one, text: value } : one)),
                      }))
                    }
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
