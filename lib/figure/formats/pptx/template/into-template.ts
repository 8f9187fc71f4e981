import type JSZip from 'jszip';
import { onDark } from '../../../drawing/svg/on-dark';
import { onTransparent } from '../../../drawing/svg/document';
import { PAPER } from '../../../drawing/svg/text';
import type { SlideModel, Stage } from '../../../model/slide';
import { SLIDES, TYPE } from '../measure';
import { relationsOf, relationsPart, textOf } from '../parts';
import { EMU } from './backdrop';
import { dropSlides } from './drop-slides';
import { SHEET, sheetsOf, standsOnSheet } from './sheet';
import type { Template } from './template';
import { isInPlace } from './title-place';

/** Before the names of parts that come into a template, which may have parts of the same names. */
const OURS = 'registry-';
const FOLDERS = ['media', 'charts', 'embeddings', 'notesSlides'] as const;
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.presentationml';

/**
 * Slides as they stand on the ground of a template: pictures without a ground of their own, and with the areas under charts
 * light where it is dark, as they are on a sheet.
 */
export function forTemplate(given: SlideModel, { ground, backdrop, stage }: Template): SlideModel {
  const slide = isInPlace(given, stage) ? inkedTitle(given, backdrop.placed) : given;
  if (ground === 'sheet') return slide;
  const drawn = (ink: string): string => (ground === 'dark' ? onDark(ink, backdrop.colour) : ink);
  return {
    ...slide,
    items: slide.items.map((item) => {
      if (item.kind === 'picture') return { ...item, svg: onTransparent(drawn(item.svg)) };
      return item.kind === 'area' ? { ...item, colour: drawn(item.colour) } : item;
    }),
  };
}

function inkedTitle(slide: SlideModel, colour: string | null): SlideModel {
  const runs = slide.title.runs.map((run) => (colour === null ? run : { ...run, colour }));
  return { ...slide, title: { ...slide.title, runs } };
}

/**
 * Puts the slides of our package into a template: its masters, layouts, theme and pictures stay as they are, its own slides
 * go, and ours take its layouts with a title, its fonts and its colours of text.
 */
export async function intoTemplate(own: JSZip, slides: readonly SlideModel[], template: Template): Promise<JSZip> {
  const { default: Zip } = await import('jszip');
  const zip = await Zip.loadAsync(template.bytes);
  await scaleParts(zip, template.scale);
  const notesMaster = await dropSlides(own, zip);
  const names = Object.keys(own.files).filter((name) => own.files[name]?.dir === false);
  const notes = notesMaster ?? (await addNotesMaster(own, zip));
  for (const name of names) {
    const part = /^ppt\/(slides|media|charts|embeddings|notesSlides)\//u.exec(name);
    if (part === null) continue;
    const isText = /\.(xml|rels|svg)$/u.test(name);
    const file = own.file(name);
    if (file === null) continue;
    if (!isText) zip.file(ourName(name), await file.async('uint8array'));
    else zip.file(ourName(name), await written(name, await file.async('string'), slides, template, notes));
  }
  await addToPresentation(zip, slides.length, template);
  await mendTypes(own, zip);
  return zip;
}

function ourName(part: string): string {
  return part.replace(/^ppt\/(?:slides|media|charts|embeddings|notesSlides)\/(?:_rels\/)?/u, (folder) => folder + OURS);
}

/** A part of ours as it stands in the template. */
async function written(
  name: string,
  xml: string,
  slides: readonly SlideModel[],
  { layouts, ink, ground, stage, cover, backdrop }: Template,
  notesMaster: string,
): Promise<string> {
  const number = Number(/slide(\d+)\.xml/u.exec(name)?.[1] ?? 0);
  if (name.endsWith('.rels')) {
    const layout = slides[number - 1]?.kind === 'cover' ? layouts.cover : layouts.figure;
    // The library names charts from the root of the package, everything else from the slide.
    const named = FOLDERS.reduce(
      (text, folder) =>
        text.replaceAll(`="/ppt/${folder}/`, `="../${folder}/`).replaceAll(`../${folder}/`, `../${folder}/${OURS}`),
      xml,
    );
    return named
      .replaceAll(/Target="\.\.\/slides\/(slide\d+\.xml)"/gu, `Target="../slides/${OURS}$1"`)
      .replaceAll(/Target="\.\.\/slideLayouts\/[^"]+"/gu, `Target="/${layout}"`)
      .replaceAll(/Target="\.\.\/notesMasters\/[^"]+"/gu, `Target="/${notesMaster}"`);
  }
  if (/^ppt\/slides\/slide\d+\.xml$/u.test(name)) {
    const slide = slides[number - 1];
    const isCover = slide?.kind === 'cover';
    const own = isCover ? cover : { ink, stage, backdrop };
    if (slide !== undefined && standsOnSheet(slide, own.backdrop))
      return onSheets(titled(inItsFonts(xml), isCover, false), slide, own.stage);
    return inItsStyle(xml, own.ink, isCover, own.backdrop.title !== own.backdrop.ink);
  }
  if (name.startsWith('ppt/charts/') && ground === 'sheet') return inItsFonts(xml);
  // A chart takes the fonts and the colour of text of the theme too.
  return name.startsWith('ppt/charts/')
    ? (ground === 'dark' ? chartOnDark(inItsFonts(xml)) : inItsFonts(xml)).replaceAll(
        new RegExp(`<a:srgbClr val="${PAPER.ink.slice(1)}"/>`, 'giu'),
        `<a:schemeClr val="${ink}"/>`,
      )
    : xml;
}

/** The slide with its white sheets under everything. */
function onSheets(xml: string, slide: SlideModel, stage: Stage): string {
  const first = 1 + Math.max(...[...xml.matchAll(/<p:cNvPr id="(\d+)"/gu)].map(([, id]) => Number(id)));
  const emu = (points: number): number => Math.round(points * EMU);
  const sheets = sheetsOf(slide, stage).map(
    ({ x, y, w, h }, i) =>
      `<p:sp><p:nvSpPr><p:cNvPr id="${first + i}" name="${SHEET}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="${emu(x)}" y="${emu(y)}"/><a:ext cx="${emu(w)}" cy="${emu(h)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>`,
  );
  return xml.replace(/<p:grpSpPr\s*\/>|<p:grpSpPr>[\s\S]*?<\/p:grpSpPr>/u, (group) => group + sheets.join(''));
}

/** The colours of the trials have values of their own on a dark ground, in a chart as in a picture. */
function chartOnDark(xml: string): string {
  return xml.replaceAll(/<a:srgbClr val="([0-9a-fA-F]{6})"\/>/gu, (tag, colour: string) =>
    colour.toLowerCase() === PAPER.ink.slice(1)
      ? tag
      : `<a:srgbClr val="${onDark(`#${colour}`).slice(1).toUpperCase()}"/>`,
  );
}

/** Text has the theme's font by name: a template need not say what text without a font is set in. */
function inItsFonts(xml: string): string {
  return xml.replaceAll(
    /<a:(latin|ea|cs) typeface="Arial"[^>]*\/>/gu,
    (_, script: keyof typeof THEME_FONT) => THEME_FONT[script],
  );
}

const THEME_FONT = {
  latin: '<a:latin typeface="+mn-lt"/>',
  ea: '<a:ea typeface="+mn-ea"/>',
  cs: '<a:cs typeface="+mn-cs"/>',
} as const;

/**
 * Fonts and colours of text from the theme; the band of made-up data keeps its own ground and ink. `coloured`: its titles
 * have a colour of their own; else they say that of the text, which the layout need not have.
 */
function inItsStyle(xml: string, ink: Template['ink'], cover: boolean, coloured: boolean): string {
  const scheme = `<a:schemeClr val="${ink}"/>`;
  const hex = (colour: string): string => colour.slice(1).toUpperCase();
  const inked = inItsFonts(xml).replaceAll(/<p:(sp|graphicFrame)>[\s\S]*?<\/p:\1>/gu, (shape) =>
    shape.includes('name="Made-up data"') || shape.includes('<a:custGeom>')
      ? shape
      : shape
          .replaceAll(`<a:srgbClr val="${hex(PAPER.ink)}"/>`, scheme)
          .replaceAll(`<a:srgbClr val="${hex(PAPER.noteInk)}"/>`, scheme)
          .replaceAll(
            `<a:srgbClr val="${hex(PAPER.muted)}"/>`,
            `<a:schemeClr val="${ink}"><a:alpha val="75000"/></a:schemeClr>`,
          ),
  );
  return titled(inked, cover, coloured);
}

/**
 * The title in the font of the layout, in the size for which the room was measured, and where asked for in its colour; it
 * begins where its frame does, whatever a layout says of the place of a block of words in it.
 */
function titled(xml: string, cover: boolean, coloured: boolean): string {
  return xml
    .replace(
      /(<p:ph\b[^>]*type="title"[\s\S]*?)<a:bodyPr\s*(?:\/>|[^>]*>[\s\S]*?<\/a:bodyPr>)/u,
      '$1<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="t" anchorCtr="0" wrap="square"><a:noAutofit/></a:bodyPr>',
    )
    .replace(/<p:sp>(?:(?!<\/p:sp>)[\s\S])*?type="title"[\s\S]*?<\/p:sp>/u, (title) => {
      const sized = title
        .replaceAll(/<a:(?:latin|ea|cs) typeface="\+mn-[^>]*\/>/gu, '')
        .replaceAll(/<a:solidFill><a:schemeClr val="[^"]*"\/><\/a:solidFill>/gu, (fill) => (coloured ? '' : fill))
        .replaceAll(/<a:rPr(?![^>]* sz=)/gu, `<a:rPr sz="${TYPE.title * 100}"`);
      return cover ? sized.replace('type="title"', 'type="ctrTitle"') : sized;
    });
}

/** A template of other points grows to ours, its type with it, as a presentation program would do. */
async function scaleParts(zip: JSZip, scale: number): Promise<void> {
  if (Math.abs(scale - 1) < 0.001) return;
  const scaled = (_: string, before: string, value: string): string => `${before}${Math.round(Number(value) * scale)}`;
  for (const name of Object.keys(zip.files).filter((one) => /^ppt\/slide(Masters|Layouts)\/[^/]+\.xml$/u.test(one))) {
    const xml = (await textOf(zip, name))
      .replaceAll(/<a:(?:off|ext|chOff|chExt) [^>]*>/gu, (tag) => tag.replaceAll(/( (?:x|y|cx|cy)=")(-?\d+)/gu, scaled))
      .replaceAll(/<a:(?:rPr|defRPr|endParaRPr|lvl\dpPr|pPr|bodyPr)\b[^>]*>/gu, (tag) =>
        tag.replaceAll(/( (?:sz|marL|marR|indent|lIns|rIns|tIns|bIns)=")(-?\d+)/gu, scaled),
      );
    zip.file(name, xml);
  }
}

/** A template without a master of notes gets ours, with its theme. */
async function addNotesMaster(own: JSZip, zip: JSZip): Promise<string> {
  const part = `ppt/notesMasters/${OURS}notesMaster.xml`;
  const theme = `ppt/theme/${OURS}notes-theme.xml`;
  const from =
    (await relationsOf(own, 'ppt/presentation.xml')).find(({ type }) => type.endsWith('/notesMaster'))?.target ?? '';
  const fromTheme = (await relationsOf(own, from)).find(({ type }) => type.endsWith('/theme'))?.target ?? '';
  zip.file(part, await textOf(own, from));
  zip.file(theme, await textOf(own, fromTheme));
  zip.file(
    relationsPart(part),
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/theme" Target="/${theme}"/></Relationships>`,
  );
  await addRelation(zip, `${OURS}notes`, 'notesMaster', part);
  const presentation = await textOf(zip, 'ppt/presentation.xml');
  zip.file(
    'ppt/presentation.xml',
    presentation.replace(
      '</p:sldMasterIdLst>',
      `</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="${OURS}notes"/></p:notesMasterIdLst>`,
    ),
  );
  return part;
}

async function addRelation(zip: JSZip, id: string, type: string, target: string): Promise<void> {
  const file = relationsPart('ppt/presentation.xml');
  const relation = `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="/${target}"/>`;
  zip.file(file, (await textOf(zip, file)).replace('</Relationships>', `${relation}</Relationships>`));
}

async function addToPresentation(zip: JSZip, count: number, { ratio }: Template): Promise<void> {
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  for (const number of numbers)
    await addRelation(zip, `${OURS}slide${number}`, 'slide', `ppt/slides/${OURS}slide${number}.xml`);
  const list = numbers.map((number) => `<p:sldId id="${255 + number}" r:id="${OURS}slide${number}"/>`).join('');
  const { width, height } = SLIDES[ratio];
  const presentation = (await textOf(zip, 'ppt/presentation.xml')).replace(
    /<p:sldSz\b[^>]*\/>/u,
    `<p:sldIdLst>${list}</p:sldIdLst><p:sldSz cx="${width * EMU}" cy="${height * EMU}"/>`,
  );
  zip.file('ppt/presentation.xml', presentation);
}

/** Content types of what is there and of nothing else; a template, a show or a file with macros becomes a presentation. */
async function mendTypes(own: JSZip, zip: JSZip): Promise<void> {
  const file = '[Content_Types].xml';
  const ours = await textOf(own, file);
  const overrides = [
    ...ours.matchAll(
      /<Override PartName="\/(ppt\/(?:slides|charts|notesSlides)\/[^"]+)"( ContentType="[^"]+")[^>]*>/gu,
    ),
  ].map(([, part = '', type = '']) => `<Override PartName="/${ourName(part)}"${type}/>`);
  const isNew = (xml: string): boolean => zip.file(/PartName="\/([^"]+)"/u.exec(xml)?.[1] ?? '') !== null;
  const added = [
    ...overrides,
    ...[...ours.matchAll(/<Override PartName="\/docProps\/[^>]*>/gu)].map(([tag]) => tag),
    `<Override PartName="/ppt/notesMasters/${OURS}notesMaster.xml" ContentType="${TYPES}.notesMaster+xml"/>`,
    `<Override PartName="/ppt/theme/${OURS}notes-theme.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>`,
  ].filter(isNew);
  const theirs = (await textOf(zip, file))
    .replaceAll(/<Override\b[^>]*>/gu, (tag) => (isNew(tag) && !tag.includes('"/docProps/') ? tag : ''))
    .replace(/(PartName="\/ppt\/presentation\.xml" ContentType=")[^"]*/u, `$1${TYPES}.presentation.main+xml`);
  const known = new Set(
    [...theirs.matchAll(/<Default\b[^>]*Extension="([^"]+)"/gu)].map(([, one = '']) => one.toLowerCase()),
  );
  const defaults = [...ours.matchAll(/<Default\b[^>]*Extension="([^"]+)"[^>]*>/gu)]
    .filter(([, one = '']) => !known.has(one.toLowerCase()))
    .map(([tag]) => tag);
  zip.file(file, theirs.replace('</Types>', `${defaults.join('')}${added.join('')}</Types>`));
}
