'use client';

import { Button, FileButton, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { TABLE_FILES } from '@/components/tables/files';
import type { TableSource } from '@/lib/tables/open';
import classes from './analyse.module.css';
import { EXAMPLE_DATA, EXAMPLE_SOURCE } from './example-data';

/** A longer text is not put into the field: the browser would be busy with drawing it. */
const LONGEST_SHOWN = 200_000;

/** What was pasted or opened; `name` is the file's or the source of the example. */
export type OwnSource = Readonly<{ source: TableSource; name: string | null }>;

const pasted = (text: string, name: string | null = null): OwnSource => ({ source: { kind: 'text', text }, name });

/** Paste, open a file, or take the example. The file is read in this browser and goes nowhere. */
export function DataInput({
  own,
  onChange,
}: Readonly<{ own: OwnSource | null; onChange: (own: OwnSource | null) => void }>) {
  const t = useTranslations('analyse');
  const text = own?.source.kind === 'text' ? own.source.text : '';
  return (
    <div className={classes.step}>
      <div className={classes.row}>
        <FileButton
          onChange={(file) => file !== null && onChange({ source: { kind: 'file', file }, name: file.name })}
          accept={TABLE_FILES}
        >
          {(props) => (
            <Button {...props} size="sm">
              {t('input.open')}
            </Button>
          )}
        </FileButton>
        <Button variant="default" size="sm" onClick={() => onChange(pasted(EXAMPLE_DATA, EXAMPLE_SOURCE))}>
          {t('input.example')}
        </Button>
        {own !== null && (
          <Button variant="default" size="sm" onClick={() => onChange(null)}>
            {t('input.clear')}
          </Button>
        )}
        {own?.name != null && <span className={classes.hint}>{t('input.from', { name: own.name })}</span>}
      </div>
      {text.length <= LONGEST_SHOWN ? (
        <Textarea
          className={classes.text}
          label={t('input.paste')}
          description={t('input.pasteHint')}
          value={text}
          onChange={({ currentTarget: { value } }) => onChange(value === '' ? null : pasted(value))}
          rows={own?.source.kind === 'file' ? 3 : 8}
          spellCheck={false}
          autoComplete="off"
        />
      ) : (
        <p className={classes.hint}>{t('input.long', { characters: text.length })}</p>
      )}
    </div>
  );
}
