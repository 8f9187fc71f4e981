import { elementsOf, type MarkElement } from '../marks/elements';
import { inkColour } from '../marks/inks';
import type { Mark, MarkGroup } from '../marks/marks';
import { escapeXml, px, type SplitGenes } from './text';

/** Marks as a file holds them. */
export function marksSvg(marks: readonly Mark[], split?: SplitGenes): string {
  return marks.flatMap((mark) => elementsOf(mark, inkColour).map((element) => elementSvg(element, split))).join('');
}

export function groupsSvg(groups: readonly MarkGroup[], split?: SplitGenes): string {
  return groups.map(({ marks }) => marksSvg(marks, split)).join('');
}

/** A drawing at another size: files draw larger than pages. */
export function magnified(svg: string, scale: number, left = 0, top = 0): string {
  return `<g transform="translate(${px(left)} ${px(top)}) scale(${Math.round(scale * 1e5) / 1e5})">${svg}</g>`;
}

function elementSvg(element: MarkElement, split?: SplitGenes): string {
  const attributes = Object.entries(element.attributes).map(([name, value]) => ` ${attributeName(name)}="${value}"`);
  if (element.tag === 'text')
    return `<text${attributes.join('')} xml:space="preserve">${genesSvg(element.text, split)}</text>`;
  const more =
    element.tag === 'polygon'
      ? ` points="${element.corners.map(([x, y]) => `${px(x)},${px(y)}`).join(' ')}"`
      : element.at === null
        ? ''
        : ` transform="translate(${px(element.at[0])} ${px(element.at[1])})"`;
  return `<${element.tag}${more}${attributes.join('')}/>`;
}

function genesSvg(text: string, split?: SplitGenes): string {
  return (split?.(text) ?? [{ text, gene: false }])
    .map((part) => (part.gene ? `<tspan font-style="italic">${escapeXml(part.text)}</tspan>` : escapeXml(part.text)))
    .join('');
}

/** `strokeWidth` → `stroke-width`. */
function attributeName(name: string): string {
  return name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
}
