import { useLocale, useTranslations } from 'next-intl';
import { formatDay, formatMonth, formatNumber } from '@/lib/i18n/format';
import type { Locale } from '@/lib/i18n/routing';
import { readNumber } from '@/lib/numbers/read-number';
import { fromDay, isDay } from '@/lib/patients/calendar';
import { isMissingCode } from '@/lib/patients/entry/missing-codes';
import { readTypedDate } from '@/lib/patients/entry/typed-date';
import { withoutUnit } from '@/lib/patients/entry/unit-words';
import { VOCABULARY, type Vocabulary } from '@/lib/patients/vocabulary';
import type { FieldDefinition } from './entry-fields';

type OptionKey = { [Name in Vocabulary]: `${Name}.${(typeof VOCABULARY)[Name][number]}` }[Vocabulary];

const OPTION_KEYS: ReadonlySet<string> = new Set(
  Object.entries(VOCABULARY).flatMap(([name, words]) => words.map((word) => `${name}.${word}`)),
);

function isOption(key: string): key is OptionKey {
  return OPTION_KEYS.has(key);
}

/** The words of a vocabulary in the reader's language; a word that it does not have stands as it is. */
export function useOptionText(): (vocabulary: Vocabulary, word: string) => string {
  const t = useTranslations('patientForm.option');
  return (vocabulary, word) => {
    const key = `${vocabulary}.${word}`;
    return isOption(key) ? t(key) : word;
  };
}

/** What a field is called, in a table with its row. */
export function useFieldLabel(): (field: FieldDefinition) => string {
  const t = useTranslations('patientForm');
  return ({ label, row }) =>
    row === undefined ? t(`label.${label}`) : t('inRow', { label: t(`label.${label}`), row });
}

/** A field's text as one reads it: words for codes, days and numbers in the reader's notation. Empty stays empty. */
export function useEntryText(): (field: FieldDefinition, value: string) => string {
  const t = useTranslations('patientForm');
  return entryTextIn((key, values) => t(key, values), useLocale());
}

type FormWords = ReturnType<typeof useTranslations<'patientForm'>>;

/** The same from the texts of a language, for what is no page. */
export function entryTextIn(
  t: (...key: Parameters<FormWords>) => string,
  locale: Locale,
): (field: FieldDefinition, value: string) => string {
  const optionText = (vocabulary: Vocabulary, word: string): string => {
    const key = `${vocabulary}.${word}`;
    return isOption(key) ? t(`option.${key}`) : word;
  };
  return (field, value) => {
    if (value === '') return '';
    if (isMissingCode(value)) return t(`missing.${value}`);
    if (field.takes === 'day') {
      const reading = readTypedDate(value, fromDay(new Date()));
      if (reading.state !== 'read') return value;
      return isDay(reading.date) ? formatDay(reading.date, locale) : formatMonth(reading.date, locale);
    }
    if (field.takes === 'decimal' || field.takes === 'whole') {
      const number = readNumber(withoutUnit(value, field.unit), { decimal: 'either' });
      const text = 'value' in number ? formatNumber(number.value, locale, decimalsOf(value)) : value;
      return field.unit === undefined ? text : withUnit(text, t(`unit.${field.unit}`));
    }
    const { vocabulary } = field;
    if (vocabulary === undefined) return value;
    const words: readonly string[] = VOCABULARY[vocabulary];
    return value
      .split(',')
      .map((word) => (words.includes(word) ? optionText(vocabulary, word) : word))
      .join(', ');
  };
}

/** A number with its unit on one line: a sign stands close to it, a word (`per µL`) a space apart. */
export function withUnit(number: string, unit: string): string {
  return `${number}${/^\p{L}/u.test(unit) ? '\u00a0' : '\u202f'}${unit.replaceAll(' ', '\u00a0')}`;
}

function decimalsOf(value: string): number {
  return /[.,](\d+)$/.exec(value)?.[1]?.length ?? 0;
}
