import type JSZip from 'jszip';
import type { SlideModel, Stage } from '../../../model/slide';
import type { Backdrop } from '../../slide-preview';
import { SLIDES, type SlideRatio } from '../measure';
import { backdropItems, drawnIn, EMU, inColours, pictureOf, type BackdropItem } from './backdrop';
import { attribute, relationsOf, textOf } from '../parts';
import { contrast, luminance } from './contrast';
import { fontsOf, widthsOfFonts } from './fonts';
import { grownStage, isSeen, sheetStage } from './sheet';
import { groundOf } from './ground';
import { coverOf, shapesOf, stageOf, TITLE, titleFrames } from './stage';
import { colourOf, themeColour } from './theme-colours';
import { titleColour } from './title-colour';
import { titlePlace } from './title-place';

/** Why a file is no template that can be used; `broken`: not all of it is there; `shape`: its slides are neither 16 : 9 nor 4 : 3. */
export type TemplateFault = 'too-large' | 'not-pptx' | 'broken' | 'old-or-protected' | 'shape' | 'no-layout';

/** Names of a theme's colours of text and of ground. */
type Ink = 'tx1' | 'bg1';

/** A centre's own presentation file, as far as slides need it. */
export type Template = Readonly<{
  /** of the file */
  name: string;
  bytes: Uint8Array;
  ratio: SlideRatio;
  /** the part of a slide that its layout leaves free, in points of our slides */
  stage: Stage;
  /** our points by its own */
  scale: number;
  /** name of the layout of the figures' slides */
  layout: string;
  /** parts of the layouts of a figure's slide and of the first one */
  layouts: Readonly<{ figure: string; cover: string }>;
  backdrop: Backdrop;
  /** name of the theme's colour that text has on its ground */
  ink: Ink;
  /** the same of the first slide, whose layout may have another ground */
  cover: Readonly<{ backdrop: Backdrop; ink: Ink; stage: Stage }>;
  /** what stands behind a figure: a plain colour, or a white sheet of ours */
  ground: 'light' | 'dark' | 'sheet';
}>;

export type TemplateReading =
  | Readonly<{ ok: true; template: Template }>
  | Readonly<{ ok: false; fault: TemplateFault }>;

/** A template with a few photographs is well below this. */
const MOST_BYTES = 30_000_000;
const MOST_PARTS = 3000;
/** Contrast of large type (WCAG 2.2, 1.4.3). */
const LEAST_TITLE = 3;
/** The first bytes of the file format before 2007, in which protected files are wrapped too. */
const OLD_START = [0xd0, 0xcf, 0x11, 0xe0];
/** The first bytes of an archive, which every later format is. */
const ARCHIVE_START = [0x50, 0x4b];

/** Reads a presentation, a template or a show, with macros or without; `bytes` are asked for only where the size is allowed. The file is not changed and goes nowhere. */
export async function readTemplate(
  name: string,
  size: number,
  bytesOf: () => Promise<Uint8Array>,
): Promise<TemplateReading> {
  if (size > MOST_BYTES) return { ok: false, fault: 'too-large' };
  const bytes = await bytesOf();
  const begins = (start: readonly number[]): boolean => start.every((byte, i) => bytes[i] === byte);
  if (begins(OLD_START)) return { ok: false, fault: 'old-or-protected' };
  if (!begins(ARCHIVE_START)) return { ok: false, fault: 'not-pptx' };
  const { default: Zip } = await import('jszip');
  const zip = await Zip.loadAsync(bytes).catch(() => null);
  if (zip === null) return { ok: false, fault: 'broken' };
  if (zip.file('ppt/presentation.xml') === null) return { ok: false, fault: 'not-pptx' };
  if (Object.keys(zip.files).length > MOST_PARTS) return { ok: false, fault: 'too-large' };
  // A part that cannot be unpacked is met where it is read.
  return readParts(zip, name, bytes).catch(() => ({ ok: false, fault: 'broken' }));
}

async function readParts(zip: JSZip, name: string, bytes: Uint8Array): Promise<TemplateReading> {
  const presentation = await textOf(zip, 'ppt/presentation.xml');
  const [, cx, cy] = /<p:sldSz\b[^>]*\bcx="(\d+)"[^>]*\bcy="(\d+)"/u.exec(presentation) ?? [];
  const ratio = ratioOf(Number(cx) / Number(cy));
  if (ratio === null) return { ok: false, fault: 'shape' };
  const scale = SLIDES[ratio].width / (Number(cx) / EMU);
  const masters = await mastersOf(zip, presentation, scale);
  const [first] = masters;
  if (first === undefined) return { ok: false, fault: 'no-layout' };
  const { layout, own } = await roomiest(masters, ratio);
  const cover = first.layouts.find(({ type }) => type === 'title') ?? first.layouts.find(isFirst) ?? first.figure;
  const template: Template = {
    name,
    bytes,
    ratio,
    stage: own.stage,
    scale,
    layout: layout.name,
    layouts: { figure: layout.part, cover: cover.part },
    backdrop: own.backdrop,
    ink: own.ink,
    cover: await readLayout(cover, first.where, ratio, 'cover'),
    ground: own.backdrop.sheet ? 'sheet' : own.backdrop.dark ? 'dark' : 'light',
  };
  return { ok: true, template };
}

type MasterLayouts = Readonly<{ where: MasterPart; layouts: readonly LayoutPart[]; figure: LayoutPart }>;

/** The masters that have a layout with a title, in the order of the file. */
async function mastersOf(zip: JSZip, presentation: string, scale: number): Promise<MasterLayouts[]> {
  const relations = await relationsOf(zip, 'ppt/presentation.xml');
  const all = [...presentation.matchAll(/<p:sldMasterId\b[^>]*\br:id="([^"]+)"/gu)].map(async ([, masterId]) => {
    const part = relations.find(({ id }) => id === masterId)?.target ?? '';
    const layouts = await layoutsOf(zip, part);
    const figure =
      ['titleOnly', 'obj', 'blank'].flatMap((type) => layouts.filter((one) => one.type === type))[0] ??
      layouts.find((one) => !isFirst(one)) ??
      layouts[0];
    if (figure === undefined) return [];
    const where = { zip, part, scale, theme: await themeOf(zip, part), master: await textOf(zip, part) };
    return [{ where, layouts, figure }];
  });
  return (await Promise.all(all)).flat();
}

/** A layout for the first slide or the beginning of a part, whatever its type says. */
function isFirst({ type, xml }: LayoutPart): boolean {
  return type === 'title' || type === 'secHead' || /<p:ph\b[^>]*\btype="(?:ctrTitle|subTitle)"/u.test(xml);
}

/** The first master's layout for figures, or, where a figure would cover what it draws, the first that leaves one its room. */
async function roomiest(masters: readonly MasterLayouts[], ratio: SlideRatio) {
  const read = [];
  for (const { figure, where } of masters) {
    const one = { layout: figure, own: await readLayout(figure, where, ratio, 'figure') };
    if (!one.own.backdrop.sheet) return one;
    read.push(one);
  }
  // Of those that need a sheet one whose bar holds its titles shows more of itself.
  const first = read.find(({ own }) => own.stage.title !== undefined) ?? read[0];
  if (first === undefined) throw new Error('no master');
  return first;
}

type MasterPart = Parameters<typeof backdropItems>[1];

/** What stands behind the slides of a layout, and what is left of them. */
async function readLayout(layout: LayoutPart, where: MasterPart, ratio: SlideRatio, kind: SlideModel['kind']) {
  const { theme, master, scale } = where;
  // A layout may leave out what its master draws.
  const alone = /<p:sldLayout\b[^>]*\sshowMasterSp="(?:0|false)"/u.test(layout.xml);
  const cover = coverOf(alone ? [layout.xml] : [master, layout.xml], ratio, scale);
  const ground = groundOf([layout.xml, master], cover, theme);
  const ink = ground.isPicture
    ? (inkOfWords([layout.xml, master], where) ?? inkOf(ground.colour, theme, master))
    : inkOf(ground.colour, theme, master);
  const text = themeColour(ink, theme, master) ?? '#000000';
  const fonts = fontsOf(theme, layout.xml, master);
  const left = stageOf([master, layout.xml], ratio, scale);
  const room = grownStage(left, kind, ratio);
  const dark = isDark(ground.colour);
  const { width, height, left: x, top: y } = room;
  const drawn = [
    ...inColours({ x: 0, y: 0, w: width, h: height }, ground.colours),
    ...(alone ? [] : drawnIn(master, where)),
    ...drawnIn(layout.xml, where),
  ];
  const free = { x, y, w: room.right - x, h: room.bottom - y };
  // What grows over nothing needs no sheet, and a first slide is asked word by word.
  const isGrown = (['left', 'right', 'top', 'bottom'] as const).some((edge) => room[edge] !== left[edge]);
  const isClear = (kind === 'cover' && !isGrown) || isSeen(free, drawn, ground.colour, text, dark);
  const titles = titleColour(layout.xml, master, theme);
  const sheet = ground.isPicture || !isClear;
  const inks = [titles?.slice(0, 7), colourOfWords([layout.xml, master], where), text, '#ffffff', '#000000'];
  const place =
    kind === 'cover' || ground.isPicture
      ? null
      : titlePlace(
          titleFrames([master, layout.xml], scale),
          room,
          inks.flatMap((one) => one ?? []),
          {
            drawn,
            colour: ground.colour,
          },
        );
  const backdrop: Backdrop = {
    colour: ground.colour,
    ink: text,
    dark,
    // A title that a template has on a ribbon need not be seen beside it.
    title: titles === null || contrast(titles.slice(0, 7), ground.colour) < LEAST_TITLE ? text : titles,
    sheet,
    placed: place?.ink ?? null,
    fonts,
    items: [
      ...(await groundPicture(layout, where, ratio)),
      ...(alone ? [] : await backdropItems(master, where)),
      ...(await backdropItems(layout.xml, { ...where, part: layout.part })),
    ],
    drawn,
  };
  const whole = sheet && kind === 'figure' ? sheetStage(room, ratio) : room;
  const stage: Stage = { ...whole, ...widthsOfFonts(fonts), ...(place === null ? {} : { title: place.frame }) };
  return { stage, backdrop, ink };
}

/** The picture of a ground, which a layout has of its own or from its master. */
async function groundPicture(layout: LayoutPart, where: MasterPart, ratio: SlideRatio): Promise<BackdropItem[]> {
  const own = layout.xml.includes('<p:bg>');
  const xml = /<p:bg>[\s\S]*?<\/p:bg>/u.exec(own ? layout.xml : where.master)?.[0] ?? '';
  const { width, height } = SLIDES[ratio];
  const frame = { x: 0, y: 0, w: width, h: height };
  const picture = await pictureOf(xml, frame, own ? { ...where, part: layout.part } : where);
  return picture === null ? [] : [picture];
}

function ratioOf(share: number): SlideRatio | null {
  if (Math.abs(share / (16 / 9) - 1) < 0.02) return '16x9';
  return Math.abs(share / (4 / 3) - 1) < 0.02 ? '4x3' : null;
}

type LayoutPart = Readonly<{ part: string; name: string; type: string; xml: string }>;

/** The layouts of a master that have a title, in the order of the file. */
async function layoutsOf(zip: JSZip, master: string): Promise<LayoutPart[]> {
  const relations = await relationsOf(zip, master);
  const all = await Promise.all(
    relations
      .filter(({ type }) => type.endsWith('/slideLayout'))
      .map(async ({ target }): Promise<LayoutPart> => {
        const xml = await textOf(zip, target);
        const name = attribute(/<p:cSld\b[^>]*>/u.exec(xml)?.[0] ?? '', 'name') ?? '';
        return { part: target, name, type: attribute(/<p:sldLayout\b[^>]*>/u.exec(xml)?.[0] ?? '', 'type') ?? '', xml };
      }),
  );
  return all.filter(({ xml }) => TITLE.test(xml));
}

async function themeOf(zip: JSZip, master: string): Promise<string> {
  const theme = (await relationsOf(zip, master)).find(({ type }) => type.endsWith('/theme'))?.target;
  return theme === undefined ? '' : textOf(zip, theme);
}

/** The colour in which the words of a title's placeholder are written; null where none is said. */
function colourOfWords(xmls: readonly string[], { theme, master, scale }: MasterPart): string | null {
  const colours = xmls
    .flatMap((xml) => shapesOf(xml, scale).filter((shape) => TITLE.test(shape.xml)))
    .map(({ xml }) => colourOf(/<a:(?:rPr|defRPr)\b[\s\S]*/u.exec(xml)?.[0] ?? '', theme, master));
  return colours.find((colour) => colour !== null)?.slice(0, 7) ?? null;
}

/** Over a picture nobody knows its colours: the ink is the one in which the template writes its own words; null where it says none. */
function inkOfWords(xmls: readonly string[], where: MasterPart): Ink | null {
  const { theme, master } = where;
  const said = colourOfWords(xmls, where);
  if (said === null) return null;
  const apart = (name: Ink): number =>
    Math.abs(luminance(said) - luminance(themeColour(name, theme, master) ?? '#000000'));
  return apart('tx1') <= apart('bg1') ? 'tx1' : 'bg1';
}

/** The colour of text, unless the ground is too near to it: some templates paint their ground and leave the theme as it was. */
function inkOf(ground: string, theme: string, master: string): Ink {
  const on = (name: Ink): number => contrast(ground, themeColour(name, theme, master) ?? '#000000');
  return on('tx1') >= Math.min(4.5, on('bg1')) ? 'tx1' : 'bg1';
}

function isDark(colour: string): boolean {
  return luminance(colour) < 0.18;
}
