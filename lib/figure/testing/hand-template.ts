import JSZip from 'jszip';

// A centre's presentation of 4 : 3 written by hand: one layout, a stripe at the left, a logo at the lower right, no slide,
// no notes, fonts and colours of its theme alone.

const [MAIN, SLIDES, RELATIONS] = [
  'http://schemas.openxmlformats.org/drawingml/2006/main',
  'http://schemas.openxmlformats.org/presentationml/2006/main',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
];
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const NAMES = `xmlns:a="${MAIN}" xmlns:p="${SLIDES}" xmlns:r="${RELATIONS}"`;
const TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>';
const TITLE = `<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title"/><p:cNvSpPr/><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr>${place(700_000, 300_000, 7_700_000, 1_000_000)}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="ru-RU"/></a:p></p:txBody></p:sp>`;

function place(x: number, y: number, cx: number, cy: number): string {
  return `<a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm>`;
}

function rectangle(id: number, frame: string, colour: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Mark ${id}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>${frame}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="${colour}"/></a:solidFill></p:spPr></p:sp>`;
}

function theme(title: string, text: string): string {
  const accents = [1, 2, 3, 4, 5, 6].map((i) => `<a:accent${i}><a:srgbClr val="0066AA"/></a:accent${i}>`).join('');
  const font = (name: string): string => `<a:latin typeface="${name}"/><a:ea typeface=""/><a:cs typeface=""/>`;
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
  const thrice = (xml: string): string => xml.repeat(3);
  return `${HEAD}<a:theme xmlns:a="${MAIN}" name="C"><a:themeElements><a:clrScheme name="C"><a:dk1><a:srgbClr val="1A1A1A"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="003366"/></a:dk2><a:lt2><a:srgbClr val="EEEEEE"/></a:lt2>${accents}<a:hlink><a:srgbClr val="0000EE"/></a:hlink><a:folHlink><a:srgbClr val="551A8B"/></a:folHlink></a:clrScheme><a:fontScheme name="C"><a:majorFont>${font(title)}</a:majorFont><a:minorFont>${font(text)}</a:minorFont></a:fontScheme><a:fmtScheme name="C"><a:fillStyleLst>${thrice(fill)}</a:fillStyleLst><a:lnStyleLst>${thrice(`<a:ln w="9525">${fill}</a:ln>`)}</a:lnStyleLst><a:effectStyleLst>${thrice('<a:effectStyle><a:effectLst/></a:effectStyle>')}</a:effectStyleLst><a:bgFillStyleLst>${thrice(fill)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
}

const MASTER = `${HEAD}<p:sldMaster ${NAMES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>${TREE}${TITLE}${rectangle(3, place(0, 0, 300_000, 6_858_000), 'tx2')}${rectangle(4, place(8_300_000, 6_300_000, 700_000, 450_000), 'accent1')}</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr><a:defRPr sz="3600"><a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>`;
const LAYOUT = `${HEAD}<p:sldLayout ${NAMES} type="titleOnly"><p:cSld name="Только заголовок"><p:spTree>${TREE}${TITLE}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`;
const PRESENTATION = `${HEAD}<p:presentation ${NAMES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldSz cx="9144000" cy="6858000" type="screen4x3"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`;

function relations(all: Readonly<Record<string, string>>): string {
  const list = Object.entries(all).map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`;
}

function types(parts: Readonly<Record<string, string>>): string {
  const overrides = Object.entries(parts).map(
    ([part, type]) =>
      `<Override PartName="/ppt/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
  );
  return `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

export async function handTemplate(fonts: Readonly<{ title: string; text: string }>): Promise<Uint8Array> {
  const zip = new JSZip();
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': types({
      'presentation.xml': 'presentationml.presentation.main',
      'slideMasters/slideMaster1.xml': 'presentationml.slideMaster',
      'slideLayouts/slideLayout1.xml': 'presentationml.slideLayout',
      'theme/theme1.xml': 'theme',
    }),
    '_rels/.rels': relations({ officeDocument: 'ppt/presentation.xml' }),
    'ppt/presentation.xml': PRESENTATION,
    'ppt/_rels/presentation.xml.rels': relations({
      slideMaster: 'slideMasters/slideMaster1.xml',
      theme: 'theme/theme1.xml',
    }),
    'ppt/slideMasters/slideMaster1.xml': MASTER,
    'ppt/slideMasters/_rels/slideMaster1.xml.rels': relations({
      slideLayout: '../slideLayouts/slideLayout1.xml',
      theme: '../theme/theme1.xml',
    }),
    'ppt/slideLayouts/slideLayout1.xml': LAYOUT,
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relations({ slideMaster: '../slideMasters/slideMaster1.xml' }),
    'ppt/theme/theme1.xml': theme(fonts.title, fonts.text),
  };
  for (const [name, xml] of Object.entries(parts)) zip.file(name, xml);
  return zip.generateAsync({ type: 'uint8array' });
}
