'use client';

import { Button, FileButton, Textarea } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { readText } from '@/components/ui/read-text';
import classes from './analyse.module.css';
import { EXAMPLE_DATA, EXAMPLE_SOURCE } from './example-data';

/** A longer text is not put into the field: the browser would be busy with drawing it. */
const LONGEST_SHOWN = 200_000;

export type OwnText = Readonly<{ text: string; name: string | null }>;

/** Paste, open a file, or take the example. The file is read here and goes nowhere. */
export function DataInput({ source, onChange }: Readonly<{ source: OwnText; onChange: (source: OwnText) => void }>) {
  const t = useTranslations('analyse');
  const [failed, setFailed] = useState(false);
  const open = async (file: File | null): Promise<void> => {
    if (file === null) return;
    try {
      onChange({ text: await readText(file), name: file.name });
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  const shown = source.text.length <= LONGEST_SHOWN;
  return (
    <div className={classes.step}>
      <div className={classes.row}>
        <FileButton
          onChange={(file) => void open(file)}
          accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        >
          {(props) => (
            <Button {...props} size="sm">
              {t('input.open')}
            </Button>
          )}
        </FileButton>
        <Button variant="default" size="sm" onClick={() => onChange({ text: EXAMPLE_DATA, name: EXAMPLE_SOURCE })}>
          {t('input.example')}
        </Button>
        {source.text !== '' && (
          <Button variant="default" size="sm" onClick={() => onChange({ text: '', name: null })}>
            {t('input.clear')}
          </Button>
        )}
        {source.name !== null && <span className={classes.hint}>{t('input.from', { name: source.name })}</span>}
      </div>
      {failed && (
        <p className={classes.refused} role="alert">
          {t('input.unreadable')}
        </p>
      )}
      {shown ? (
        <Textarea
          className={classes.text}
          label={t('input.paste')}
          description={t('input.pasteHint')}
          value={source.text}
          onChange={({ currentTarget: { value } }) => onChange({ text: value, name: null })}
          rows={8}
          spellCheck={false}
          autoComplete="off"
        />
      ) : (
        <p className={classes.hint}>{t('input.long', { characters: source.text.length })}</p>
      )}
    </div>
  );
}
