'use client';

import { NativeSelect } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ENCODINGS } from '@/lib/tables/decode';
import { fileText, type FileText } from '@/lib/tables/file-text';
import type { FormatChoice } from '@/lib/tables/read-text';
import { MergedQuestion } from './merged-question';
import classes from './tables.module.css';
import { TableRefused } from './refused';

type Opened = Readonly<{ file: File; read: FileText }>;
type Chosen = Pick<FormatChoice, 'sheet' | 'encoding' | 'merged'>;

/** Opens files as text for a field that shows them; what remains to be chosen of the last one stands in `FileAsText`. */
export function useFileText(onText: (text: string, file: File) => void): {
  opened: Opened | null;
  open: (file: File | null | undefined, chosen?: Chosen) => void;
  forget: () => void;
} {
  const [opened, setOpened] = useState<Opened | null>(null);
  const read = async (file: File, chosen: Chosen): Promise<void> => {
    const found = await fileText(file, chosen);
    setOpened({ file, read: found });
    if (found.text !== null) onText(found.text, file);
  };
  return {
    opened,
    open: (file, chosen = {}) => (file === null || file === undefined ? undefined : void read(file, chosen)),
    forget: () => setOpened(null),
  };
}

/** Why a file is refused, which of its sheets is read, and its encoding where the file leaves it open. */
export function FileAsText({
  opened,
  onChoose,
  refusedClass,
}: Readonly<{ opened: Opened | null; onChoose: (file: File, chosen: Chosen) => void; refusedClass?: string }>) {
  const t = useTranslations('tables');
  if (opened === null) return null;
  const { file, read } = opened;
  if (read.refused !== null) return <TableRefused refusal={read.refused} className={refusedClass} />;
  return (
    <div className={classes.fields}>
      {read.sheet !== null && read.sheets.length > 1 && (
        <NativeSelect
          label={t('format.sheet')}
          data={[...read.sheets]}
          value={read.sheet}
          onChange={({ currentTarget: { value } }) => onChoose(file, { sheet: value })}
        />
      )}
      {read.merged !== null && (
        <MergedQuestion
          merged={read.merged}
          meaning={read.meaning}
          onChange={(merged) => onChoose(file, { sheet: read.sheet ?? undefined, merged })}
        />
      )}
      {read.encoding !== null && !read.certain && (
        <NativeSelect
          label={t('format.encoding')}
          description={t('note.encoding-guessed', { encoding: read.encoding })}
          data={ENCODINGS.map((value) => ({ value, label: t(`format.encodings.${value}`) }))}
          value={read.encoding}
          onChange={({ currentTarget: { value } }) =>
            onChoose(file, { encoding: ENCODINGS.find((one) => one === value) })
          }
        />
      )}
    </div>
  );
}
