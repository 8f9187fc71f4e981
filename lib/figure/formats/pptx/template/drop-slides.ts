import type JSZip from 'jszip';
import { attribute, reachableParts, relationsOf, relationsPart, textOf, type Relation } from '../parts';

/** What stands for a template's own slides beside them: who wrote about them, what was changed, how they were viewed, macros. */
const OF_SLIDES = /\/(?:slide|commentAuthors|authors|changesInfo|revisionInfo|viewProps|vbaProject)$/u;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/**
 * Takes a template's own slides out and what only they used: the file's properties, its small picture and its signature tell
 * of them and are ours instead. Answers with its master of notes.
 */
export async function dropSlides(own: JSZip, zip: JSZip): Promise<string | null> {
  const relations = await relationsOf(zip, 'ppt/presentation.xml');
  await keepRelations(zip, 'ppt/presentation.xml', ({ type }) => !OF_SLIDES.test(type));
  const presentation = (await textOf(zip, 'ppt/presentation.xml'))
    .replace(/<p:sldIdLst>[\s\S]*?<\/p:sldIdLst>|<p:sldIdLst\/>/u, '')
    .replace(/<p:custShowLst>[\s\S]*?<\/p:custShowLst>/u, '')
    // Sections name the slides that are gone.
    .replace(/<p:extLst>[\s\S]*<\/p:extLst>/u, '');
  zip.file('ppt/presentation.xml', presentation);
  for (const part of Object.keys(zip.files).filter((one) => /^ppt\/slide(?:Masters|Layouts)\/[^/]+\.xml$/u.test(one)))
    await dropJumps(zip, part);
  await takeProperties(own, zip);
  const reached = await reachableParts(zip);
  for (const name of Object.keys(zip.files)) {
    const part = name.endsWith('.rels') ? name.replace(/_rels\/([^/]*)\.rels$/u, '$1') : name;
    if (name === '[Content_Types].xml' || part === '' || reached.has(part) || zip.files[name]?.dir === true) continue;
    zip.remove(name);
  }
  return relations.find(({ type }) => type.endsWith('/notesMaster'))?.target ?? null;
}

async function keepRelations(zip: JSZip, part: string, keep: (relation: Relation) => boolean): Promise<void> {
  const kept = new Set((await relationsOf(zip, part)).filter(keep).map(({ id }) => id));
  const file = relationsPart(part);
  const xml = await textOf(zip, file);
  zip.file(
    file,
    xml.replaceAll(/<Relationship\b[^>]*>/gu, (tag) => (kept.has(attribute(tag, 'Id') ?? '') ? tag : '')),
  );
}

/** A button of a layout that leads to one of the slides leads nowhere. */
async function dropJumps(zip: JSZip, part: string): Promise<void> {
  const jumps = (await relationsOf(zip, part)).filter(({ type }) => type.endsWith('/slide')).map(({ id }) => id);
  if (jumps.length === 0) return;
  await keepRelations(zip, part, ({ id }) => !jumps.includes(id));
  const xml = await textOf(zip, part);
  zip.file(
    part,
    xml.replaceAll(/<a:hlink(?:Click|Hover|MouseOver)\b[^>]*?(?:\/>|>[\s\S]*?<\/a:hlink\w+>)/gu, (link) =>
      jumps.includes(attribute(link, 'r:id') ?? '') ? '' : link,
    ),
  );
}

/** Title, author and date of a file are those of our slides. */
async function takeProperties(own: JSZip, zip: JSZip): Promise<void> {
  const main = (await relationsOf(zip, '')).filter(({ type }) => type.endsWith('/officeDocument'));
  const ours = (await relationsOf(own, '')).filter(({ target }) => target.startsWith('docProps/'));
  const list = [...main, ...ours].map(
    ({ type, target }, i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`,
  );
  zip.file('_rels/.rels', `${HEAD}<Relationships xmlns="${PACKAGE}">${list.join('')}</Relationships>`);
  for (const { target } of ours) zip.file(target, await textOf(own, target));
}
