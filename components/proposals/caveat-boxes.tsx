import { Checkbox } from '@mantine/core';
import { useTranslations } from 'next-intl';
import entry from '@/components/ui/entry.module.css';
import { CURATED_CAVEATS } from '@/lib/registry/vocabulary';

/** What a curator says of a figure; `value` holds the caveats that hold, joined by commas. */
export function CaveatBoxes({ value, onChange }: Readonly<{ value: string; onChange: (value: string) => void }>) {
  const t = useTranslations('proposals');
  const vocabulary = useTranslations('vocabulary');
  const held = value.split(',');
  return (
    <fieldset className={`${entry.field} ${entry.wide}`}>
      <legend className={entry.label}>{t('label.caveats')}</legend>
      {CURATED_CAVEATS.map((caveat) => (
        <Checkbox
          key={caveat}
          label={vocabulary(`caveat.${caveat}`)}
          checked={held.includes(caveat)}
          onChange={({ currentTarget: { checked } }) =>
            onChange(CURATED_CAVEATS.filter((one) => (one === caveat ? checked : held.includes(one))).join(','))
          }
        />
      ))}
    </fieldset>
  );
}
