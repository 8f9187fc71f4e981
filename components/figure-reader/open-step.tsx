'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import entry from '@/components/ui/entry.module.css';
import { Input } from '@/components/ui/field';
import { useHydrated } from '@/components/ui/use-hydrated';
import type { Refusal } from '@/lib/figure-reading/refusal';
import classes from './figure-reader.module.css';
import { PageThumbnails } from './page-thumbnails';
import type { FigureReader } from './use-figure';

/** What a figure may be, as a browser's dialogue takes it. */
const FIGURES = '.pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg';

/** Choosing, dropping or pasting a file, and the page of a PDF. */
export function OpenStep({ reader, onOpen }: Readonly<{ reader: FigureReader; onOpen: (file: File) => void }>) {
  const t = useTranslations('curveReader.open');
  const { file, figure, busy, refusal } = reader;
  return (
    <section className={classes.step} aria-labelledby="reader-open">
      <h2 id="reader-open">{t('title')}</h2>
      <DropZone onOpen={onOpen} />
      <p role="status" className={classes.hint}>
        {busy === 'open' || busy === 'page' ? t('working') : ''}
      </p>
      {refusal !== null && <RefusalText refusal={refusal} />}
      {file !== null && file.pages !== null && (
        <PageChoice
          key={figure?.page ?? 0}
          pages={file.pages}
          page={figure?.page ?? null}
          method={figure?.method ?? null}
          disabled={busy !== null}
          show={reader.show}
        />
      )}
      {file !== null && file.pages !== null && file.pages > 1 && (
        <PageThumbnails key={file.sha256 ?? file.bytes} pages={file.pages} reader={reader} />
      )}
    </section>
  );
}

function DropZone({ onOpen }: Readonly<{ onOpen: (file: File) => void }>) {
  const t = useTranslations('curveReader.open');
  const ready = useHydrated();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const file = [...(event.clipboardData?.files ?? [])][0];
      if (file === undefined) return;
      event.preventDefault();
      onOpen(file);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [onOpen]);
  return (
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [dropped] = event.dataTransfer.files;
        if (dropped !== undefined) onOpen(dropped);
      }}
    >
      <span className={`${entry.button} ${entry.primary} ${entry.file}`}>
        <span aria-hidden="true">{t('choose')}</span>
        <Input
          type="file"
          accept={FIGURES}
          aria-label={t('choose')}
          disabled={!ready}
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            if (chosen !== undefined) onOpen(chosen);
            currentTarget.value = '';
          }}
        />
      </span>
      <p className={classes.hint}>{t('hint')}</p>
    </div>
  );
}

export function RefusalText({ refusal: { code, subject, would } }: Readonly<{ refusal: Refusal }>) {
  const t = useTranslations('curveReader.refusal');
  return (
    <p role="alert" className={classes.refused}>
      {t(code, { subject: subject ?? '', would: would ?? '' })}
    </p>
  );
}

type PageProps = Readonly<{
  pages: number;
  page: number | null;
  method: 'vector' | 'raster' | null;
  disabled: boolean;
  show: FigureReader['show'];
}>;

function PageChoice({ pages, page, method, disabled, show }: PageProps) {
  const t = useTranslations('curveReader.open');
  const [typed, setTyped] = useState(String(page ?? 1));
  const wanted = Number(typed);
  const isPage = Number.isInteger(wanted) && wanted >= 1 && wanted <= pages;
  return (
    <div className={classes.step}>
      {page !== null && (
        <p className={classes.hint}>{t(method === 'raster' ? 'asPicture' : 'asLines', { page, pages })}</p>
      )}
      <div className={classes.row}>
        <label htmlFor="reader-page" className={entry.label}>
          {t('page', { pages })}
        </label>
        <span style={{ width: '5rem' }}>
          <Input
            look="form"
            id="reader-page"
            inputMode="numeric"
            value={typed}
            aria-invalid={!isPage}
            aria-describedby={isPage ? undefined : 'reader-page-error'}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </span>
        <Button look="small" disabled={disabled || !isPage} onClick={() => show(wanted, 'vector')}>
          {t('show')}
        </Button>
        <Button look="small" disabled={disabled || !isPage} onClick={() => show(wanted, 'raster')}>
          {t('trace')}
        </Button>
      </div>
      {!isPage && (
        <p id="reader-page-error" className={entry.error}>
          {t('pageError', { pages })}
        </p>
      )}
    </div>
  );
}
