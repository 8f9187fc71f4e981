export const FIGURE_FORMATS = ['pptx', 'pdf', 'png', 'svg', 'csv', 'xlsx', 'json'] as const;
export type FigureFormat = (typeof FIGURE_FORMATS)[number];

/** What may be chosen of a file; the first value is what a file without the choice has. */
export const FILE_OPTIONS = {
  /** pixels per unit of the drawing */
  pixels: ['2', '4'],
  /** of a picture: light inks on white or on nothing, dark ones on a dark ground or on nothing */
  background: ['white', 'transparent', 'dark', 'transparent-dark'],
  /** of a picture: the whole document, or the figure alone in the shape of a slide */
  shows: ['document', '16x9', '4x3'],
  /** of the slide */
  ratio: ['16x9', '4x3'],
  /** charts that PowerPoint can edit, instead of pictures */
  native: ['0', '1'],
} as const;
export type OptionName = keyof typeof FILE_OPTIONS;
export type FileOptions = Readonly<{ [Name in OptionName]: (typeof FILE_OPTIONS)[Name][number] }>;

/** What a file without choices has. */
export const USUAL_OPTIONS: FileOptions = {
  pixels: '2',
  background: 'white',
  shows: 'document',
  ratio: '16x9',
  native: '0',
};

export const FORMAT_OPTIONS: Readonly<Record<FigureFormat, readonly OptionName[]>> = {
  pptx: ['ratio', 'native'],
  pdf: [],
  png: ['pixels', 'background', 'shows'],
  svg: ['background', 'shows'],
  csv: [],
  xlsx: [],
  json: [],
};

/** `comparison.pptx` as kind and format; null where the name has no known format. */
export function readFileName(file: string): Readonly<{ kind: string; format: FigureFormat }> | null {
  const [, kind, extension] = /^([a-z][a-z-]*)\.([a-z]+)$/u.exec(file) ?? [];
  const format = FIGURE_FORMATS.find((known) => known === extension);
  return kind === undefined || format === undefined ? null : { kind, format };
}
