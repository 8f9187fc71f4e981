'use client';

import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { splitGenes } from '@/components/ui/genes';
import { changedSlide, titleFits, titleText } from '@/lib/figure/formats/deck-slides';
import { slidePreview, type Backdrop } from '@/lib/figure/formats/slide-preview';
import { LONGEST_NOTE, LONGEST_TITLE, type SlideChange } from '@/lib/figure/model/deck';
import type { SlideModel, Stage } from '@/lib/figure/model/slide';
import classes from './deck.module.css';

type Props = Readonly<{
  slide: SlideModel;
  /** number of the figure and of the slide */
  name: string;
  change: SlideChange | undefined;
  stage: Stage;
  backdrop: Backdrop | null;
  onChange: (change: SlideChange) => void;
}>;

/** A slide as it will be, with the reader's own title and notes; both are kept when the field is left. */
export function SlideCard({ slide, name, change, stage, backdrop, onChange }: Props) {
  const t = useTranslations('deck');
  const [title, setTitle] = useState(change?.title ?? '');
  const [note, setNote] = useState(change?.note ?? '');
  const hidden = change?.hidden === true;
  const fits = titleFits(slide, title.trim(), stage.wideTitle);
  return (
    <div className={classes.slide} data-hidden={hidden || undefined}>
      <SlidePicture
        slide={changedSlide(slide, { title: title.trim() }, splitGenes, stage.wideTitle)}
        stage={stage}
        backdrop={backdrop}
      />
      <TextInput
        size="xs"
        label={t('slideTitle', { name })}
        placeholder={titleText(slide)}
        value={title}
        maxLength={LONGEST_TITLE}
        error={fits ? undefined : t('titleTooLong')}
        onChange={({ currentTarget: { value } }) => setTitle(value)}
        onBlur={() => onChange({ title: title.trim() })}
      />
      <Textarea
        size="xs"
        label={t('slideNote', { name })}
        value={note}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={LONGEST_NOTE}
        onChange={({ currentTarget: { value } }) => setNote(value)}
        onBlur={() => onChange({ note })}
      />
      <Checkbox
        size="xs"
        label={t('slideShown', { name })}
        checked={!hidden}
        onChange={({ currentTarget: { checked } }) => onChange({ hidden: !checked })}
      />
    </div>
  );
}

/** The preview as a picture: its text is already that of the fields, and what it shows is said by its title. */
export function SlidePicture({
  slide,
  stage,
  backdrop,
}: Readonly<{ slide: SlideModel; stage: Stage; backdrop: Backdrop | null }>) {
  const address = useMemo(
    () => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(slidePreview(slide, stage, splitGenes, backdrop))}`,
    [slide, stage, backdrop],
  );
  const title = titleText(slide);
  // It is drawn here and now: there is nothing that a server could make smaller.
  // oxlint-disable-next-line nextjs/no-img-element
  return <img className={classes.picture} src={address} alt={title} width={stage.width} height={stage.height} />;
}
