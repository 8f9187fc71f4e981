'use client';

import { Button, Checkbox, FileButton, SegmentedControl, TextInput } from '@mantine/core';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Template, TemplateFault } from '@/lib/figure/formats/pptx/template/template';
import { LONGEST_TITLE, type DeckSettings } from '@/lib/figure/model/deck';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import classes from './deck.module.css';

type Props = Readonly<{
  settings: DeckSettings;
  change: (part: Partial<DeckSettings>) => void;
  template: Template | null;
  setTemplate: (template: Template | null) => void;
}>;

/** Endonyms: a reader finds their own language in any other. */
const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { en: 'English', ru: 'Русский' };
const COVER_FIELDS = ['title', 'subtitle', 'author', 'date'] as const;

/** What holds for the whole presentation: first slide, language, format, template, summary. */
export function DeckSettingsForm({ settings, change, template, setTemplate }: Props) {
  const t = useTranslations('deck');
  const locale = useLocale();
  return (
    <fieldset className={classes.settings}>
      <legend>{t('settings')}</legend>
      <div className={classes.choices}>
        <SegmentedControl
          size="sm"
          aria-label={t('language')}
          data={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={settings.lang ?? locale}
          onChange={(value) => change({ lang: LOCALES.find((one) => one === value) ?? null })}
        />
        <SegmentedControl
          size="sm"
          aria-label={t('ratio')}
          disabled={template !== null}
          data={[
            { value: '16x9', label: '16 : 9' },
            { value: '4x3', label: '4 : 3' },
          ]}
          value={template?.ratio ?? settings.ratio}
          onChange={(value) => change({ ratio: value === '4x3' ? '4x3' : '16x9' })}
        />
        <TemplateChoice template={template} setTemplate={setTemplate} />
      </div>
      <Checkbox
        label={t('native')}
        checked={settings.native}
        onChange={({ currentTarget: { checked } }) => change({ native: checked })}
      />
      <Checkbox
        label={t('summaryWanted')}
        checked={settings.summary}
        onChange={({ currentTarget: { checked } }) => change({ summary: checked })}
      />
      <Checkbox
        label={t('coverWanted')}
        checked={settings.cover}
        onChange={({ currentTarget: { checked } }) => change({ cover: checked })}
      />
      {settings.cover && (
        <div className={classes.fields}>
          {COVER_FIELDS.map((field) => (
            <CoverField
              key={field}
              label={t(`cover.${field}`)}
              placeholder={field === 'title' ? t('fileTitle') : ''}
              kept={settings[field]}
              keep={(value) => change({ [field]: value })}
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}

type FieldProps = Readonly<{ label: string; placeholder: string; kept: string; keep: (value: string) => void }>;

function CoverField({ label, placeholder, kept, keep }: FieldProps) {
  return (
    <TextInput
      size="sm"
      label={label}
      placeholder={placeholder}
      value={kept}
      maxLength={LONGEST_TITLE}
      onChange={({ currentTarget: { value } }) => keep(value)}
    />
  );
}

/** A centre's own presentation file, read here and kept by nobody. */
function TemplateChoice({ template, setTemplate }: Pick<Props, 'template' | 'setTemplate'>) {
  const t = useTranslations('deck');
  const [fault, setFault] = useState<TemplateFault | null>(null);
  const read = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const { readTemplate } = await import('@/lib/figure/formats/pptx/template/template');
    const reading = await readTemplate(file.name, file.size, async () => new Uint8Array(await file.arrayBuffer()));
    setFault(reading.ok ? null : reading.fault);
    if (reading.ok) setTemplate(reading.template);
  };
  return (
    <span className={classes.template}>
      <FileButton onChange={(file) => void read(file)} accept=".pptx,.potx,.pptm,.potm,.ppsx">
        {(props) => (
          <Button {...props} size="sm" variant="default">
            {template === null ? t('template') : t('otherTemplate')}
          </Button>
        )}
      </FileButton>
      {template !== null && (
        <>
          <span>{t('templateUsed', { name: template.name, layout: template.layout })}</span>
          <Button size="sm" variant="subtle" onClick={() => setTemplate(null)}>
            {t('noTemplate')}
          </Button>
        </>
      )}
      <span className={classes.status} role="status">
        {fault === null ? '' : t(`templateFault.${fault}`)}
      </span>
    </span>
  );
}
