'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { OwnAnalysis } from '@/lib/cohort/own-data-analysis';
import type { OwnTexts } from '@/lib/cohort/own-data-texts';
import { ownFigureCsv } from '@/lib/exports/own-figure-csv';
import { ownFigureSvg } from '@/lib/exports/own-figure-svg';
import classes from './analyse.module.css';

/** Pixels per unit of the SVG: sharp on a projector. */
const PNG_SCALE = 2;

type Props = Readonly<{ analysis: OwnAnalysis; texts: OwnTexts }>;

/** Files made by the browser itself; nothing is sent. */
export function OwnExport({ analysis, texts }: Props) {
  const t = useTranslations('analyse');
  const [failed, setFailed] = useState(false);
  const svg = (): Blob => new Blob([ownFigureSvg(analysis, texts, t('result.footer'))], { type: 'image/svg+xml;charset=utf-8' });
  const png = async (): Promise<void> => {
    try {
      save(await drawPng(svg()), 'survival.png');
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <div className={classes.row}>
      {failed && <span className={classes.hint} role="status">{t('export.failed')}</span>}
      <Button size="sm" variant="default" onClick={() => void png()}>{t('export.png')}</Button>
      <Button size="sm" variant="default" onClick={() => save(svg(), 'survival.svg')}>{t('export.svg')}</Button>
      <Button size="sm" variant="default" onClick={() => save(new Blob([ownFigureCsv(analysis)], { type: 'text/csv;charset=utf-8' }), 'survival.csv')}>{t('export.csv')}</Button>
    </div>
  );
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function drawPng(svg: Blob): Promise<Blob> {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * PNG_SCALE;
    canvas.height = image.naturalHeight * PNG_SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob === null ? reject(new Error('canvas')) : resolve(blob)), 'image/png'));
  } finally {
    URL.revokeObjectURL(address);
  }
}
