'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/field';
import type { ChosenItem } from '@/lib/comparison/selection/chosen-items';
import { LabelText, LONGEST_LABEL } from '@/lib/comparison/presentation';
import { MARKER_SHAPES, type SERIES_COLOURS, type SeriesStyle } from '@/lib/comparison/selection/series/style';
import type { KeysUnder } from '@/lib/i18n/message-lookup';
import entry from '@/components/ui/entry.module.css';
import classes from './compare.module.css';
import { MarkerSign } from '@/components/figure/marker-sign';

export type Look = Readonly<{ style: SeriesStyle | null; label: string | null }>;

type Props = Readonly<{ item: ChosenItem; onLook: (look: Look) => void }>;

/** The names of the colours, in the order of the colours. */
const COLOUR_KEYS = ['0', '1', '2', '3', '4', '5', '6'] as const satisfies readonly KeysUnder<'compare.colours'>[] & {
  length: (typeof SERIES_COLOURS)['length'];
};

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
        <Input
          id={`label-${id}`}
          look="form"
          value={text}
          maxLength={LONGEST_LABEL}
          placeholder={item.name}
          aria-invalid={wrong}
          aria-describedby={wrong ? `label-wrong-${id}` : undefined}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && save()}
        />
        <Button look="small" onClick={save}>
          {t('apply')}
        </Button>
      </div>
      {wrong && (
        <p id={`label-wrong-${id}`} className={entry.error}>
          {t('labelWrong', { most: LONGEST_LABEL })}
        </p>
      )}
      <ColourChoice name={`colour-${id}`} style={style} onStyle={(next) => onLook({ style: next, label })} />
      <MarkerChoice name={`shape-${id}`} style={style} onStyle={(next) => onLook({ style: next, label })} />
      {(restyled || label !== null) && (
        <Button
          className={classes.link}
          onClick={() => {
            setText('');
            onLook({ style: null, label: null });
          }}
        >
          {t('resetLook')}
        </Button>
      )}
    </div>
  );
}

type ChoiceProps = Readonly<{ name: string; style: SeriesStyle; onStyle: (style: SeriesStyle) => void }>;

function ColourChoice({ name, style, onStyle }: ChoiceProps) {
  const t = useTranslations('compare');
  return (
    <fieldset className={classes.choices}>
      <legend>{t('colour')}</legend>
      {COLOUR_KEYS.map((key, colour) => (
        <label key={key} title={t(`colours.${key}`)}>
          <Input
            type="radio"
            name={name}
            checked={style.colour === colour}
            aria-label={t(`colours.${key}`)}
            onChange={() => onStyle({ ...style, colour })}
          />
          <span className={classes.swatch} style={{ background: `var(--series-${colour})` }} />
        </label>
      ))}
    </fieldset>
  );
}

function MarkerChoice({ name, style, onStyle }: ChoiceProps) {
  const t = useTranslations('compare');
  return (
    <fieldset className={classes.choices}>
      <legend>{t('marker')}</legend>
      {MARKER_SHAPES.map((shape) => (
        <label key={shape} title={t(`shapes.${shape}`)}>
          <Input
            type="radio"
            name={name}
            checked={style.shape === shape}
            aria-label={t(`shapes.${shape}`)}
            onChange={() => onStyle({ ...style, shape })}
          />
          <MarkerSign style={{ ...style, shape }} open={false} />
        </label>
      ))}
    </fieldset>
  );
}
