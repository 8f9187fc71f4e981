'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ChosenItem } from '@/lib/comparison/selection/chosen-items';
import { LabelText, LONGEST_LABEL } from '@/lib/comparison/presentation';
import { MARKER_SHAPES, SERIES_COLOURS } from '@/lib/comparison/selection/series-style';
import entry from '@/components/ui/entry.module.css';
import classes from './compare.module.css';
import { MarkerSign } from '@/components/figure/marker-sign';
import type { Look } from './series-item';

type Props = Readonly<{ item: ChosenItem; onLook: (look: Look) => void }>;

/** Label, colour and marker of one series. The label is shown as text; the trial's name stays in the table and in the caveats. */
export function SeriesLook({ item, onLook }: Props) {
  const t = useTranslations('compare');
  const [text, setText] = useState(item.label ?? '');
  const [wrong, setWrong] = useState(false);
  const { id, style, label, restyled } = item;
  const own = restyled ? style : null;
  const save = (): void => {
    const trimmed = text.trim();
    const valid = trimmed === '' || LabelText.safeParse(trimmed).success;
    setWrong(!valid);
    if (valid && trimmed !== (label ?? '')) onLook({ style: own, label: trimmed === '' ? null : trimmed });
  };
  return (
    <div className={classes.look}>
      <label className={entry.label} htmlFor={`label-${id}`}>
        {t('label')}
      </label>
      <div className={entry.row}>
        <input
          id={`label-${id}`}
          className={entry.control}
          value={text}
          maxLength={LONGEST_LABEL}
          placeholder={item.name}
          aria-invalid={wrong}
          aria-describedby={wrong ? `label-wrong-${id}` : undefined}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && save()}
        />
        <button type="button" className={`${entry.button} ${entry.small}`} onClick={save}>
          {t('apply')}
        </button>
      </div>
      {wrong && (
        <p id={`label-wrong-${id}`} className={entry.error}>
          {t('labelWrong', { most: LONGEST_LABEL })}
        </p>
      )}
      <fieldset className={classes.choices}>
        <legend>{t('colour')}</legend>
        {SERIES_COLOURS.map((_, colour) => (
          <label key={colour} title={t(`colours.${colour as 0}`)}>
            <input
              type="radio"
              name={`colour-${id}`}
              checked={style.colour === colour}
              aria-label={t(`colours.${colour as 0}`)}
              onChange={() => onLook({ style: { ...style, colour }, label })}
            />
            <span className={classes.swatch} style={{ background: `var(--series-${colour})` }} />
          </label>
        ))}
      </fieldset>
      <fieldset className={classes.choices}>
        <legend>{t('marker')}</legend>
        {MARKER_SHAPES.map((shape) => (
          <label key={shape} title={t(`shapes.${shape}`)}>
            <input
              type="radio"
              name={`shape-${id}`}
              checked={style.shape === shape}
              aria-label={t(`shapes.${shape}`)}
              onChange={() => onLook({ style: { ...style, shape }, label })}
            />
            <MarkerSign style={{ ...style, shape }} open={false} />
          </label>
        ))}
      </fieldset>
      {(restyled || label !== null) && (
        <button
          type="button"
          className={classes.link}
          onClick={() => {
            setText('');
            onLook({ style: null, label: null });
          }}
        >
          {t('resetLook')}
        </button>
      )}
    </div>
  );
}
