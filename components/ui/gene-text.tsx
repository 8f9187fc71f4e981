import { Fragment } from 'react';
import { writtenParts, type WrittenPart } from './whole-pieces';

/**
 * A text whose gene symbols stand in italics, as the nomenclature asks; proteins such as CD19 stay upright. No line ends within
 * a number, a study's name, or between a gene and its state. Parts are one element, which boxes that set their children apart
 * take for one.
 */
export function GeneText({ text }: Readonly<{ text: string }>) {
  const parts = writtenParts(text).map((part, index) => <Written key={index} part={part} />);
  return parts.length > 1 ? <span className="written">{parts}</span> : parts;
}

function Written({ part }: Readonly<{ part: WrittenPart }>) {
  if (part.gene === null)
    return part.piece.whole ? <span className="whole">{part.piece.text}</span> : <Fragment>{part.piece.text}</Fragment>;
  return part.state === '' ? (
    <i>{part.gene}</i>
  ) : (
    <span className="whole">
      <i>{part.gene}</i>
      {part.state}
    </span>
  );
}
