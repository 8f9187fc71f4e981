import type JSZip from 'jszip';
import type { Frame, Stage } from '../../../model/slide';
import type { Backdrop } from '../../slide-preview';
import { SLIDES, type SlideRatio } from '../measure';
import { backdropItems, EMU, frameOf } from './backdrop';
import { attribute, relationsOf, textOf } from '../parts';
import { fontsOf, widthsOfFonts } from './fonts';
import { themeColour } from './theme-colours';
import { titleColour } from './title-colour';

/** Why a file is no template that can be used; `shape`: its slides are neither 16 : 9 nor 4 : 3. */
export type TemplateFault = 'too-large' | 'not-pptx' | 'old-or-protected' | 'shape' | 'no-layout';

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
  /** what stands behind a figure: a plain colour, or a picture, on which a figure needs a ground of its own */
  ground: 'light' | 'dark' | 'picture';
}>;

export type TemplateReading =
  | Readonly<{ ok: true; template: Template }>
  | Readonly<{ ok: false; fault: TemplateFault }>;

/** A template with a few photographs is well below this. */
const MOST_BYTES = 30_000_000;
const MOST_PARTS = 3000;
/** The first bytes of the file format before 2007, in which protected files are wrapped too. */
const OLD_START = [0xd0, 0xcf, 0x11, 0xe0];

/** Reads a .pptx or .potx; `bytes` are asked for only where the size is allowed. The file is not changed and goes nowhere. */
export async function readTemplate(
  name: string,
  size: number,
  bytesOf: () => Promise<Uint8Array>,
): Promise<TemplateReading> {
  if (size > MOST_BYTES) return { ok: false, fault: 'too-large' };
  const bytes = await bytesOf();
  if (OLD_START.every((byte, i) => bytes[i] === byte)) return { ok: false, fault: 'old-or-protected' };
  const { default: Zip } = await import('jszip');
  const zip = await Zip.loadAsync(bytes).catch(() => null);
  if (zip === null || zip.file('ppt/presentation.xml') === null) return { ok: false, fault: 'not-pptx' };
  if (Object.keys(zip.files).length > MOST_PARTS) return { ok: false, fault: 'too-large' };
  return readParts(zip, name, bytes);
}

async function readParts(zip: JSZip, name: string, bytes: Uint8Array): Promise<TemplateReading> {
  const presentation = await textOf(zip, 'ppt/presentation.xml');
  const [, cx, cy] = /<p:sldSz\b[^>]*\bcx="(\d+)"[^>]*\bcy="(\d+)"/u.exec(presentation) ?? [];
  const ratio = ratioOf(Number(cx) / Number(cy));
  if (ratio === null) return { ok: false, fault: 'shape' };
  const scale = SLIDES[ratio].width / (Number(cx) / EMU);
  const masterId = /<p:sldMasterId\b[^>]*\br:id="([^"]+)"/u.exec(presentation)?.[1];
  const master = (await relationsOf(zip, 'ppt/presentation.xml')).find(({ id }) => id === masterId)?.target;
  if (master === undefined || zip.file(master) === null) return { ok: false, fault: 'no-layout' };
  const layouts = await layoutsOf(zip, master);
  const figure =
    ['titleOnly', 'obj', 'blank'].flatMap((type) => layouts.filter((one) => one.type === type))[0] ?? layouts[0];
  if (figure === undefined) return { ok: false, fault: 'no-layout' };
  const cover = layouts.find(({ type }) => type === 'title') ?? figure;
  const masterXml = await textOf(zip, master);
  const theme = await themeOf(zip, master);
  const read = (layout: LayoutPart): ReturnType<typeof readLayout> =>
    readLayout(layout, { zip, part: master, scale, theme, master: masterXml }, ratio);
  const own = await read(figure);
  const template: Template = {
    name,
    bytes,
    ratio,
    stage: own.stage,
    scale,
    layout: figure.name,
    layouts: { figure: figure.part, cover: cover.part },
    backdrop: own.backdrop,
    ink: own.ink,
    cover: await read(cover),
    ground: own.isPicture ? 'picture' : isDark(own.backdrop.colour) ? 'dark' : 'light',
  };
  return { ok: true, template };
}

type MasterPart = Parameters<typeof backdropItems>[1];

/** What stands behind the slides of a layout, and what is left of them. */
async function readLayout(layout: LayoutPart, where: MasterPart, ratio: SlideRatio) {
  const { theme, master, scale } = where;
  const ground = await groundOf([layout.xml, master], theme);
  const ink = inkOf(ground.colour, theme, master);
  const text = themeColour(ink, theme, master) ?? '#000000';
  const fonts = fontsOf(theme, layout.xml, master);
  const backdrop: Backdrop = {
    colour: ground.colour,
    ink: text,
    dark: isDark(ground.colour),
    title: titleColour(layout.xml, master, theme) ?? text,
    fonts,
    items: [
      // A layout may leave out what its master draws.
      ...(/<p:sldLayout\b[^>]*\sshowMasterSp="(?:0|false)"/u.test(layout.xml)
        ? []
        : await backdropItems(master, where)),
      ...(await backdropItems(layout.xml, { ...where, part: layout.part })),
    ],
  };
  const stage: Stage = { ...stageOf([master, layout.xml], ratio, scale), ...widthsOfFonts(fonts) };
  return { stage, backdrop, ink, isPicture: ground.isPicture };
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

const TITLE = /<p:ph\b[^>]*\btype="(?:title|ctrTitle)"/u;

type Shape = Readonly<{ xml: string; frame: Frame | null; placeholder: boolean }>;

function shapesOf(xml: string, scale: number): Shape[] {
  return [...xml.matchAll(/<p:(sp|pic|cxnSp|grpSp)>[\s\S]*?<\/p:\1>/gu)].map(([shape]) => ({
    xml: shape,
    frame: frameOf(shape, scale),
    placeholder: /<p:ph\b/u.test(shape),
  }));
}

/** Points between what a template draws and what a figure draws. */
const CLEAR = 8;

/** Where the title stands and what no logo, bar or line of the master or the layout covers. */
function stageOf(xmls: readonly string[], ratio: SlideRatio, scale: number): Stage {
  const { width, height } = SLIDES[ratio];
  const shapes = xmls.flatMap((xml) => shapesOf(xml, scale));
  // The layout comes last, and what it says of its title goes before what the master says.
  const title = shapes.filter(({ xml, frame }) => TITLE.test(xml) && frame !== null).at(-1)?.frame ?? null;
  let [left, right] =
    title === null ? [32, width - 32] : [Math.max(16, title.x), Math.min(width - 16, title.x + title.w)];
  let [top, bottom] = [title === null ? 30 : Math.max(16, Math.min(title.y, 0.12 * height)), height - 14];
  for (const { frame, placeholder } of shapes) {
    if (placeholder || frame === null) continue;
    const { x, y, w, h } = frame;
    const covers = w > 0.6 * width && h > 0.6 * height;
    if (covers || x >= right || x + w <= left || y >= bottom || y + h <= top) continue;
    if (y > 0.7 * height) bottom = Math.min(bottom, y - CLEAR);
    else if (h > 0.5 * height && x + w < 0.3 * width) left = Math.max(left, x + w + CLEAR);
    else if (h > 0.5 * height && x > 0.7 * width) right = Math.min(right, x - CLEAR);
    // A logo beside the title takes either height or width, whichever costs less.
    else if (y + h < 0.35 * height) {
      const lower = (y + h + CLEAR - top) / height;
      const narrower = x > width / 2 ? (right - x + CLEAR) / width : 1;
      if (lower <= narrower) top = y + h + CLEAR;
      else right = x - CLEAR;
    }
  }
  return { width, height, left, right, top, bottom };
}

async function themeOf(zip: JSZip, master: string): Promise<string> {
  const theme = (await relationsOf(zip, master)).find(({ type }) => type.endsWith('/theme'))?.target;
  return theme === undefined ? '' : textOf(zip, theme);
}

/** The ground of a layout, else of its master; white where none says. */
async function groundOf(xmls: readonly string[], theme: string): Promise<{ colour: string; isPicture: boolean }> {
  const master = xmls.at(-1) ?? '';
  const background = xmls.map((xml) => /<p:bg>[\s\S]*?<\/p:bg>/u.exec(xml)?.[0]).find((one) => one !== undefined) ?? '';
  const fixed = /<a:srgbClr val="([0-9a-fA-F]{6})"/u.exec(background)?.[1];
  const named = /<a:schemeClr val="(\w+)"/u.exec(background)?.[1] ?? 'bg1';
  const colour = fixed === undefined ? (themeColour(named, theme, master) ?? '#ffffff') : `#${fixed.toLowerCase()}`;
  return { colour, isPicture: /<a:blipFill\b/u.test(background) };
}

/** The colour of text, unless the ground is too near to it: some templates paint their ground and leave the theme as it was. */
function inkOf(ground: string, theme: string, master: string): Ink {
  const contrast = (name: Ink): number => {
    const [a, b] = [luminance(ground), luminance(themeColour(name, theme, master) ?? '#000000')];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  return contrast('tx1') >= Math.min(4.5, contrast('bg1')) ? 'tx1' : 'bg1';
}

function isDark(colour: string): boolean {
  return luminance(colour) < 0.18;
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
