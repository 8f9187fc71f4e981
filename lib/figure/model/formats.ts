import type { ParameterProblem } from '@/lib/access/parameters';

export const FIGURE_FORMATS = ['pptx', 'pdf', 'png', 'svg', 'csv', 'xlsx', 'json'] as const;
export type FigureFormat = (typeof FIGURE_FORMATS)[number];

/** What may be chosen of a file; the first value is what a file without the choice has. */
export const FILE_OPTIONS = {
  /** pixels per unit of the drawing */
  pixels: ['2', '4'],
  background: ['white', 'transparent'],
  /** of the slide */
  ratio: ['16x9', '4x3'],
  /** charts that PowerPoint can edit, instead of pictures */
  native: ['0', '1'],
} as const;
type OptionName = keyof typeof FILE_OPTIONS;
export type FileOptions = Readonly<{ [Name in OptionName]: (typeof FILE_OPTIONS)[Name][number] }>;

export const FORMAT_OPTIONS: Readonly<Record<FigureFormat, readonly OptionName[]>> = {
  pptx: ['ratio', 'native'],
  pdf: [],
  png: ['pixels', 'background'],
  svg: ['background'],
  csv: [],
  xlsx: [],
  json: [],
};

const DEFAULTS: FileOptions = { pixels: '2', background: 'white', ratio: '16x9', native: '0' };

export type OptionsReading = Readonly<{
  options: FileOptions;
  problems: readonly ParameterProblem[];
  /** the query without the options: what the figure itself is asked with */
  rest: URLSearchParams;
}>;

/** Reads the options of a format from an address. An option of another format is refused, not ignored. */
export function readFileOptions(format: FigureFormat, query: URLSearchParams): OptionsReading {
  const rest = new URLSearchParams(query);
  const problems: ParameterProblem[] = [];
  const chosen: Record<string, string> = {};
  const own = FORMAT_OPTIONS[format];
  for (const name of Object.keys(FILE_OPTIONS) as OptionName[]) {
    const values = query.getAll(name);
    rest.delete(name);
    const [value] = values;
    if (value === undefined) continue;
    const allowed: readonly string[] = FILE_OPTIONS[name];
    if (!own.includes(name))
      problems.push({ parameter: name, detail: `A ${format} file has no such option.`, allowed: own });
    else if (values.length > 1) problems.push({ parameter: name, detail: 'This parameter may be given only once.' });
    else if (!allowed.includes(value))
      problems.push({ parameter: name, detail: `The value must be one of: ${allowed.join(', ')}.`, allowed });
    else chosen[name] = value;
  }
  return { options: { ...DEFAULTS, ...chosen }, problems, rest };
}

/** `comparison.pptx` as kind and format; null where the name has no known format. */
export function readFileName(file: string): Readonly<{ kind: string; format: FigureFormat }> | null {
  const [, kind, extension] = /^([a-z][a-z-]*)\.([a-z]+)$/u.exec(file) ?? [];
  const format = FIGURE_FORMATS.find((known) => known === extension);
  return kind === undefined || format === undefined ? null : { kind, format };
}
