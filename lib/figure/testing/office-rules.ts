import JSZip from 'jszip';
import { attribute, reachableParts, relationsOf, textOf } from '../formats/pptx/parts';
import { ORDER } from './office-order';

// What makes PowerPoint "repair" a file, read from the finished package: each breach in words, none in a sound one.

/** Every breach of a presentation, and of the workbooks of its charts. */
export async function officeBreaches(bytes: Uint8Array): Promise<string[]> {
  const zip = await JSZip.loadAsync(bytes);
  const parts = Object.keys(zip.files).filter((name) => zip.files[name]?.dir === false);
  const breaches = [...(await packageBreaches(zip, parts))];
  for (const part of parts.filter((name) => /\.(xml|rels)$/u.test(name))) {
    const xml = await textOf(zip, part);
    const found = [...treeBreaches(xml), ...valueBreaches(xml), ...numberBreaches(xml)];
    breaches.push(...found.map((breach) => `${part}: ${breach}`));
    if (!/^ppt\/charts\/[^/]+\.xml$/u.test(part)) continue;
    const book = (await relationsOf(zip, part)).find(({ target }) => target.endsWith('.xlsx'))?.target ?? '';
    const file = zip.file(book);
    const cells = file === null ? new Map<string, string>() : await cellsIn(await file.async('uint8array'));
    breaches.push(...chartBreaches(xml, cells).map((breach) => `${part}: ${breach}`));
  }
  return breaches;
}

/** Every part is reached and has a type, every relation leads somewhere and is named where it is used. */
async function packageBreaches(zip: JSZip, parts: readonly string[]): Promise<string[]> {
  const types = await textOf(zip, '[Content_Types].xml');
  const values = (tag: string, name: string): string[] =>
    [...types.matchAll(new RegExp(`<${tag}\\b[^>]*>`, 'gu'))].map(([found]) => attribute(found, name) ?? '');
  const [defaults, overrides] = [values('Default', 'Extension'), values('Override', 'PartName')];
  const typed = (part: string): boolean =>
    overrides.includes(`/${part}`) || defaults.includes(part.slice(part.lastIndexOf('.') + 1));
  const reached = await reachableParts(zip);
  const content = parts.filter((part) => part !== '[Content_Types].xml' && !part.endsWith('.rels'));
  const relations = (await Promise.all(['', ...content].map((part) => relationBreaches(zip, part)))).flat();
  return [
    ...twice([...defaults, ...overrides]).map((name) => `two content types of ${name}`),
    ...overrides.filter((name) => zip.file(name.slice(1)) === null).map((name) => `content type without ${name}`),
    ...content.filter((part) => !typed(part)).map((part) => `no content type of ${part}`),
    ...content.filter((part) => !reached.has(part)).map((part) => `nothing leads to ${part}`),
    ...relations,
  ];
}

async function relationBreaches(zip: JSZip, part: string): Promise<string[]> {
  const relations = await relationsOf(zip, part);
  const xml = part.endsWith('.xml') ? await textOf(zip, part) : '';
  const used = [...xml.matchAll(/\sr:\w+="([^"]*)"/gu)].map(([, id = '']) => id).filter((id) => id !== '');
  return [
    ...twice(relations.map(({ id }) => id)).map((id) => `${part}: two relations ${id}`),
    ...relations
      .filter(({ external, target }) => !external && zip.file(target) === null)
      .map(({ target }) => `${part}: a relation leads to ${target}, which is not there`),
    ...used.filter((id) => relations.every((one) => one.id !== id)).map((id) => `${part}: no relation ${id}`),
  ];
}

/** Tags are closed as they were opened, and children stand in the order of the format. */
function treeBreaches(xml: string): string[] {
  const breaches = new Set<string>();
  const open: { name: string; reached: number }[] = [];
  for (const [, close, name = '', , alone] of xml.matchAll(
    /<(\/?)([A-Za-z][\w:.-]*)((?:"[^"]*"|'[^']*'|[^>"'])*?)(\/?)>/gu,
  )) {
    if (close === '/') {
      const last = open.pop();
      if (last?.name !== name) breaches.add(`</${name}> closes <${last?.name ?? ''}>`);
      continue;
    }
    const parent = open.at(-1);
    const order = parent === undefined ? undefined : placesOf(parent.name);
    if (parent !== undefined && order !== undefined) {
      const place = order.findIndex((names) => names.includes(name));
      if (place < 0) breaches.add(`<${name}> in <${parent.name}>`);
      else if (place < parent.reached) breaches.add(`<${name}> too late in <${parent.name}>`);
      parent.reached = Math.max(parent.reached, place);
    }
    if (alone !== '/') open.push({ name, reached: 0 });
  }
  if (open.length > 0) breaches.add(`<${open.at(-1)?.name ?? ''}> stays open`);
  return [...breaches];
}

function placesOf(parent: string): string[][] | undefined {
  const prefix = parent.slice(0, parent.indexOf(':') + 1);
  const level = /^a:lvl\dpPr$/u.test(parent) ? 'a:pPr' : parent;
  return ORDER[level]
    ?.split(' ')
    .map((place) => place.split('|').map((name) => (name.includes(':') ? name : `${prefix}${name}`)));
}

/** Letters, colours, lengths and fonts that programs refuse. */
function valueBreaches(xml: string): string[] {
  const all = (pattern: RegExp): string[] => [...xml.matchAll(pattern)].map(([, value = '']) => value);
  return [
    ...(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(xml) ? ['a letter that XML forbids'] : []),
    ...all(/<a:srgbClr val="([^"]*)"/gu)
      .filter((value) => !/^[0-9A-F]{6}$/iu.test(value))
      .map((value) => `colour ${value}`),
    ...all(/<(?:a:ext|p:sldSz|a:gridCol|a:tr|a:ln|a:rPr)\b[^>]*?\s(?:cx|cy|w|h|sz)="([^"]*)"/gu)
      .filter((value) => !/^\d+$/u.test(value))
      .map((value) => `length ${value}`),
    ...all(/<a:latin typeface="([^"]*)"/gu)
      .filter((value) => value === '')
      .map(() => 'a font without a name'),
  ];
}

/** Shapes of a part, slides and layouts of a presentation and series of a chart have numbers of their own. */
function numberBreaches(xml: string): string[] {
  const all = (pattern: RegExp): string[] => [...xml.matchAll(pattern)].map(([, value = '']) => value);
  const slides = all(/<p:sldId\b[^>]*\sid="(\d+)"/gu);
  return [
    ...twice(all(/<p:cNvPr id="(\d+)"/gu)).map((id) => `two shapes ${id}`),
    ...twice(slides).map((id) => `two slides ${id}`),
    ...slides.filter((id) => Number(id) < 256).map((id) => `slide ${id}`),
    ...twice(all(/<p:sldLayoutId\b[^>]*\sid="(\d+)"/gu)).map((id) => `two layouts ${id}`),
    ...twice(all(/<c:ser><c:idx val="(\d+)"/gu)).map((id) => `two series ${id}`),
    ...twice(all(/<c:valAx><c:axId val="(\d+)"/gu)).map((id) => `two axes ${id}`),
  ];
}

/** What a chart keeps of its workbook is as long as it says and the same as in the cells. */
function chartBreaches(xml: string, cells: ReadonlyMap<string, string>): string[] {
  const kept = [
    ...xml.matchAll(
      /<c(?:15)?:f>([^<]*)<\/c(?:15)?:f><(?:c:\w+Cache|c15:dlblRangeCache)>([\s\S]*?)<\/(?:c:\w+Cache|c15:dlblRangeCache)>/gu,
    ),
  ];
  return [
    ...(kept.length === 0 ? ['no data'] : []),
    ...kept.flatMap(([, range = '', cache = '']) => {
      const places = cellsOf(range);
      const count = Number(/<c:ptCount val="(\d+)"/u.exec(cache)?.[1]);
      const points = new Map(
        [...cache.matchAll(/<c:pt idx="(\d+)"><c:v>([^<]*)<\/c:v>/gu)].map(([, i, value = '']) => [Number(i), value]),
      );
      const differing = places.filter((place, i) => (cells.get(place) ?? '') !== (points.get(i) ?? ''));
      return [
        ...(count === places.length && count > 0 ? [] : [`${range} has ${count} points`]),
        ...differing.slice(0, 1).map((place) => `${range}: ${place} is not what the chart keeps`),
      ];
    }),
  ];
}

/** `Sheet1!$B$2:$B$4` as B2, B3, B4. */
function cellsOf(range: string): string[] {
  const [, column = '', from = '', to = from] = /\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?$/u.exec(range) ?? [];
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => `${column}${Number(from) + i}`);
}

/** The cells of the first sheet of a workbook, as they are written. */
async function cellsIn(bytes: Uint8Array): Promise<Map<string, string>> {
  const zip = await JSZip.loadAsync(bytes);
  const words = [...(await textOf(zip, 'xl/sharedStrings.xml')).matchAll(/<si>([\s\S]*?)<\/si>/gu)].map(
    ([, one = '']) => [...one.matchAll(/<t\b[^>]*>([^<]*)<\/t>/gu)].map(([, text = '']) => text).join(''),
  );
  const sheet = await textOf(zip, 'xl/worksheets/sheet1.xml');
  return new Map(
    [...sheet.matchAll(/<c r="([A-Z]+\d+)"([^>]*)>([\s\S]*?)<\/c>/gu)].map(
      ([, place = '', attributes = '', cell = '']) => {
        const value = /<(?:v|t)\b[^>]*>([^<]*)<\/(?:v|t)>/u.exec(cell)?.[1] ?? '';
        return [place, attributes.includes('t="s"') ? (words[Number(value)] ?? '') : value];
      },
    ),
  );
}

function twice(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) < i))];
}
