'use client';

import { Button, Checkbox, NativeSelect, Popover, SegmentedControl } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { saveFile } from '@/components/ui/save-file';
import { FILE_OPTIONS, USUAL_OPTIONS, type FigureFormat, type FileOptions } from '@/lib/figure/model/formats';
import type { FigureFiles, MenuProps, Say } from './menu';
import classes from './menu.module.css';

const PICTURES = ['png', 'svg', 'pdf'] as const;
const DATA = ['csv', 'xlsx', 'json'] as const;

type OptionProps = Readonly<{ options: FileOptions; change: (part: Partial<FileOptions>) => void }>;

type Props = MenuProps & OptionProps & Readonly<{ onClose: () => void }>;

/** What the menu opens: the files of a figure, and what can be chosen for them. */
export function MenuPanel({ files, editable, slides, share, options, change, onClose }: Props) {
  const t = useTranslations('exports.menu');
  const [status, setStatus] = useState('');
  const say: Say = (word, values) => setStatus(t(word, values ?? { count: 0 }));
  const file = (format: FigureFormat): ReactNode => (
    <FileButton key={format} format={format} files={files} options={options} say={say} />
  );
  return (
    <Popover
      opened
      onChange={(stays) => !stays && onClose()}
      position="bottom-end"
      width="min(24rem, calc(100vw - 1rem))"
      shadow="md"
      withRoles={false}
      trapFocus
      // It is taller than what is often left of the window: who scrolls to its end must not lose it with the button.
      hideDetached={false}
      middlewares={{ flip: true, shift: { padding: 8 }, size: { padding: 8 } }}
    >
      <Popover.Target>
        <span className={classes.anchor} />
      </Popover.Target>
      <Popover.Dropdown>
        <div role="dialog" aria-label={t('open')} className={classes.panel}>
          <Group title={t('slides')}>
            <SlideOptions options={options} editable={editable} change={change} />
            {file('pptx')}
            {slides?.(say)}
          </Group>
          <Group title={t('picture')}>
            <PictureOptions options={options} change={change} />
            <span className={classes.buttons}>
              {PICTURES.map(file)}
              <CopyImage files={files} options={options} say={say} />
            </span>
          </Group>
          <Group title={t('data')}>
            <span className={classes.buttons}>{DATA.map(file)}</span>
          </Group>
          {share !== undefined && <Group title={t('share')}>{share(say)}</Group>}
          <p className={classes.status} role="status">
            {status}
          </p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function SlideOptions({ options, editable, change }: OptionProps & Pick<MenuProps, 'editable'>) {
  const t = useTranslations('exports.menu');
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('ratio')}
        data={[
          { value: '16x9', label: t('ratio16x9') },
          { value: '4x3', label: t('ratio4x3') },
        ]}
        value={options.ratio}
        onChange={(ratio) => change({ ratio: ratio === '4x3' ? '4x3' : '16x9' })}
      />
      {editable && (
        <Checkbox
          size="xs"
          className={classes.wide}
          label={t('native')}
          description={t('nativeHint')}
          checked={options.native === '1'}
          onChange={({ currentTarget: { checked } }) => change({ native: checked ? '1' : '0' })}
        />
      )}
    </>
  );
}

function PictureOptions({ options, change }: OptionProps) {
  const t = useTranslations('exports.menu');
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('pixels')}
        data={[
          { value: '2', label: t('pixels2') },
          { value: '4', label: t('pixels4') },
        ]}
        value={options.pixels}
        onChange={(pixels) => change({ pixels: pixels === '4' ? '4' : '2' })}
      />
      <NativeSelect
        size="xs"
        label={t('shows')}
        description={options.shows === 'document' ? undefined : t('shapeHint')}
        data={FILE_OPTIONS.shows.map((value) => ({ value, label: t(`shown.${value}`) }))}
        value={options.shows}
        onChange={({ currentTarget: { value } }) =>
          change({ shows: FILE_OPTIONS.shows.find((one) => one === value) ?? USUAL_OPTIONS.shows })
        }
      />
      <NativeSelect
        size="xs"
        label={t('background')}
        data={FILE_OPTIONS.background.map((value) => ({ value, label: t(`ground.${value}`) }))}
        value={options.background}
        onChange={({ currentTarget: { value } }) =>
          change({ background: FILE_OPTIONS.background.find((one) => one === value) ?? USUAL_OPTIONS.background })
        }
      />
    </>
  );
}

function Group({ title, children }: Readonly<{ title: string; children: ReactNode }>) {
  return (
    <fieldset className={classes.group}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

type FileProps = Readonly<{ files: FigureFiles; options: FileOptions; say: Say }>;

function FileButton({ format, files, options, say }: FileProps & Readonly<{ format: FigureFormat }>) {
  const t = useTranslations('exports.menu');
  const [working, setWorking] = useState(false);
  const hint = format === 'pptx' || format === 'png' ? undefined : t(`${format}Hint`);
  const make = async (): Promise<void> => {
    setWorking(true);
    say('working');
    try {
      const { blob, name } = await fileOf(files, format, options);
      saveFile(blob, name);
      say('done');
    } catch {
      say('failed');
    }
    setWorking(false);
  };
  const shared = { size: 'xs', variant: 'default', title: hint, loading: working } as const;
  if (files.from === 'browser')
    return (
      <Button {...shared} onClick={() => void make()}>
        {t(format)}
      </Button>
    );
  // A link, so that it can be copied and works before the scripts have come; asked for here, a second file does not end the first.
  return (
    <Button
      component="a"
      {...shared}
      href={files.address(format, options)}
      download
      onClick={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      {t(format)}
    </Button>
  );
}

async function fileOf(
  files: FigureFiles,
  format: FigureFormat,
  options: FileOptions,
): Promise<Readonly<{ blob: Blob; name: string }>> {
  if (files.from === 'browser') {
    const blob = await files.make(format, options);
    const name = files.name(format);
    return { blob, name: areSeveral(blob) ? name.replace(/[^.]*$/u, 'zip') : name };
  }
  const response = await fetch(files.address(format, options));
  if (!response.ok) throw new Error(String(response.status));
  const name = /filename="([^"]+)"/u.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? `figure.${format}`;
  return { blob: await response.blob(), name };
}

/** Pictures that come together, since the figure needs several in this shape. */
function areSeveral({ type }: Blob): boolean {
  return type === 'application/zip';
}

/** Some browsers want the promise of a picture, not the picture, so that the click still counts. */
function CopyImage({ files, options, say }: FileProps) {
  const t = useTranslations('exports.menu');
  const copy = async (): Promise<void> => {
    let several = false;
    const picture = fileOf(files, 'png', options).then(({ blob }) => {
      several = areSeveral(blob);
      if (several) throw new Error('several pictures');
      return blob;
    });
    // A browser that cannot copy does not wait for it.
    picture.catch(() => undefined);
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
      say('imageCopied');
    } catch {
      say(several ? 'imagesSeveral' : 'imageFailed');
    }
  };
  return (
    <Button size="xs" variant="default" onClick={() => void copy()}>
      {t('copyImage')}
    </Button>
  );
}
