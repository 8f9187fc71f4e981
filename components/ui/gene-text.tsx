import { Fragment } from 'react';
import { splitGenes } from './genes';

/** A text whose gene symbols stand in italics, as the nomenclature asks; proteins such as CD19 stay upright. */
export function GeneText({ text }: Readonly<{ text: string }>) {
  return splitGenes(text).map((part, index) =>
    part.gene ? <i key={index}>{part.text}</i> : <Fragment key={index}>{part.text}</Fragment>,
  );
}
