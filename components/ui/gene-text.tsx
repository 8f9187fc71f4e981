import { Fragment } from 'react';
import { splitGenes } from './genes';
import { wholePieces } from './whole-pieces';

/** A text whose gene symbols stand in italics, as the nomenclature asks; proteins such as CD19 stay upright. No line ends within a number or a study's name. */
export function GeneText({ text }: Readonly<{ text: string }>) {
  return splitGenes(text).map((part, index) =>
    part.gene ? <i key={index}>{part.text}</i> : <WholeText key={index} text={part.text} />,
  );
}

function WholeText({ text }: Readonly<{ text: string }>) {
  return wholePieces(text).map((piece, index) =>
    piece.whole ? (
      <span key={index} className="whole">
        {piece.text}
      </span>
    ) : (
      <Fragment key={index}>{piece.text}</Fragment>
    ),
  );
}
