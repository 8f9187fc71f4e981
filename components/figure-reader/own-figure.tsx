'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { saveFile } from '@/components/ui/save-file';
import { rowsOfArm } from '@/lib/figure-reading/person/finished';
import classes from './figure-reader.module.css';
import { FigureReader, type FinishedFigure } from './figure-reader';

/** A figure read for the reader's own use: its curves as a table, and nothing sent. */
export function OwnFigure() {
  return <FigureReader outcome={(finished) => <OwnOutcome finished={finished} />} />;
}

function OwnOutcome({ finished }: Readonly<{ finished: FinishedFigure }>) {
  const t = useTranslations('curveReader.own');
  const open = useTranslations('curveReader.stillOpen');
  return (
    <section className={classes.step} aria-labelledby="reader-own">
      <h2 id="reader-own">{t('title')}</h2>
      <p className={classes.hint}>{t('hint')}</p>
      {finished.open !== null && <p className={classes.note}>{open(finished.open)}</p>}
      <div className={classes.row}>
        <Button look="primary" disabled={finished.open !== null} onClick={() => save(finished)}>
          {t('save')}
        </Button>
      </div>
    </section>
  );
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The corners of every curve; how they were read stands in each row. No rows of patients: of small arms they are nearly patients. */
function save({ panel, sheet: { unit }, arms }: FinishedFigure): void {
  if (unit === null) return;
  const rows = arms.flatMap((arm) =>
    rowsOfArm(arm, unit, panel).points.map(({ years, percent }) =>
      [quoted(arm.arm.label === '' ? String(arm.index + 1) : arm.arm.label), years, percent, panel.method].join(','),
    ),
  );
  saveFile(new Blob([['curve,years,percent,method', ...rows, ''].join('\r\n')], { type: 'text/csv' }), 'curves.csv');
}
