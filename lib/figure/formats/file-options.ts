import { z } from 'zod';
import { choice } from '@/lib/address/fields';
import { parametersOf } from '@/lib/address/parameters';
import type { AddressProblem } from '@/lib/address/problem';
import { readAddress, type AddressSchema } from '@/lib/address/reading';
import { LOCALES, type Locale } from '@/lib/i18n/routing';
import { FILE_OPTIONS, FORMAT_OPTIONS, type FigureFormat, type FileOptions, type OptionName } from '../model/formats';

/** The language and the options of a file; an option that the format does not have is its usual one. */
type FileChoices = FileOptions & Readonly<{ lang: Locale | undefined }>;

const OPTIONS: AddressSchema<FileOptions> = z.object({
  pixels: choice(FILE_OPTIONS.pixels).default('2'),
  background: choice(FILE_OPTIONS.background).default('white'),
  shows: choice(FILE_OPTIONS.shows).default('document'),
  ratio: choice(FILE_OPTIONS.ratio).default('16x9'),
  native: choice(FILE_OPTIONS.native).default('0'),
});
const SCHEMA: AddressSchema<FileChoices> = z.object({ ...OPTIONS.shape, lang: choice(LOCALES).optional() });

export type OptionsReading = Readonly<{
  options: FileOptions;
  /** undefined: the address names none */
  language: Locale | undefined;
  problems: readonly AddressProblem[];
  /** names that this file knows beside those of the figure */
  names: readonly (OptionName | 'lang')[];
  /** the query without these names: what the figure itself is asked with, and what it refuses if it does not know it */
  rest: URLSearchParams;
}>;

/** Reads the language and the options of a format from an address. An option of another format is left to be refused. */
export function readFileOptions(format: FigureFormat, query: URLSearchParams): OptionsReading {
  const names = [...FORMAT_OPTIONS[format], 'lang'] as const;
  const [own, rest] = [new URLSearchParams(), new URLSearchParams()];
  for (const [name, value] of query) (names.some((known) => known === name) ? own : rest).append(name, value);
  const {
    values: { lang: language, ...options },
    problems,
  } = readAddress(SCHEMA, parametersOf(own));
  return { options, language, problems, names, rest };
}
