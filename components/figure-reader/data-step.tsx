'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useDeferredValue, useEffect, useState } from 'react';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';
import { endsWithAxis, withCounts, type ReadArm } from '@/lib/figure-reading/person/finished';
import type { PanelReading } from '@/lib/figure-reading/reading';
import type { ArmRatio } from '@/lib/figure-reading/session/arm-data';
import { formatNumber } from '@/lib/i18n/format';
import { typedNumber } from '@/lib/numbers/read-number';
import classes from './figure-reader.module.css';
import type { FigureReader } from './use-figure';

/** How exactly a height is known, in points of a page (writers of PDF keep two places) or in pixels. */
const EXACT = { vector: 0.006, raster: 0.3 } as const;

type Props = Readonly<{ reader: FigureReader; panel: PanelReading; arms: readonly ReadArm[] }>;

/** What the curves hold as data of patients: how many, how many events, found how, and the ratio of their hazards. */
export function DataStep({ reader: { data, rebuild }, panel, arms }: Props) {
  const t = useTranslations('curveReader.data');
  const locale = useLocale();
  const curves = useDeferredValue(JSON.stringify(arms.map(withCounts)));
  const precision = EXACT[panel.method] / Math.hypot(panel.affine[2], panel.affine[3]);
  const lastTick = panel.x.ticks.at(-1) ?? Infinity;
  useEffect(() => {
    rebuild(JSON.parse(curves) as ReturnType<typeof withCounts>[], precision, lastTick);
  }, [curves, precision, lastTick, rebuild]);
  const shown = data !== null && data.arms.length === arms.length ? data : null;
  return (
    <section className={classes.step} aria-labelledby="reader-data">
      <h2 id="reader-data">{t('title')}</h2>
      <p className={classes.hint}>{t('hint')}</p>
      {endsWithAxis(panel, arms) && (
        <p className={classes.note}>{t('upToAxis', { end: formatNumber(panel.x.ticks.at(-1) ?? 0, locale) })}</p>
      )}
      <ul className={classes.list}>
        {arms.map(({ arm, index }, i) => {
          const found = shown?.arms[i] ?? null;
          const name = arm.label === '' ? t('numbered', { number: index + 1 }) : arm.label;
          return (
            <li key={index}>
              <h3>{name}</h3>
              <p className={classes.hint}>
                {found === null
                  ? t('none')
                  : t(found.method, { patients: found.patients, events: found.events, misfit: found.misfit })}
              </p>
              {i > 0 && (
                <Ratio
                  name={name}
                  reference={nameOf(arms, t('numbered', { number: 1 }))}
                  ratio={shown?.ratios[i - 1] ?? null}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function nameOf(arms: readonly ReadArm[], otherwise: string): string {
  const label = arms[0]?.arm.label ?? '';
  return label === '' ? otherwise : label;
}

/** A printed hazard ratio beside the one of the rebuilt data. */
function Ratio({ name, reference, ratio }: Readonly<{ name: string; reference: string; ratio: ArmRatio | null }>) {
  const t = useTranslations('curveReader.data');
  const locale = useLocale();
  const [typed, setTyped] = useState('');
  const printed = typedNumber(typed);
  if (ratio === null) return null;
  const number = (value: number): string => formatNumber(value, locale, 2);
  return (
    <div className={classes.step}>
      <p className={classes.hint}>
        {t('ratio', {
          name,
          reference,
          ratio: number(ratio.hazardRatio),
          lower: number(ratio.lower),
          upper: number(ratio.upper),
        })}
      </p>
      <label className={classes.row}>
        <span className={classes.hint}>{t('printed')}</span>
        <span style={{ width: '6rem' }}>
          <Input
            look="form"
            inputMode="decimal"
            autoComplete="off"
            value={typed}
            aria-label={t('printedNamed', { name, reference })}
            aria-invalid={typed.trim() !== '' && (printed === null || printed <= 0)}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </span>
        {printed !== null && printed > 0 && (
          <span className={entry.hint}>
            {t('off', { percent: formatNumber(100 * Math.abs(Math.log(ratio.hazardRatio / printed)), locale, 1) })}
          </span>
        )}
      </label>
    </div>
  );
}
