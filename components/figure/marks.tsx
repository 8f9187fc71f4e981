import { Fragment, type ReactNode } from 'react';
import { splitGenes } from '@/components/ui/genes';
import { elementsOf, type MarkElement } from '@/lib/figure/drawing/marks/elements';
import { inkVariable } from '@/lib/figure/drawing/marks/inks';
import type { Mark } from '@/lib/figure/drawing/marks/marks';

/** Marks as a page shows them: the same elements as in a file, in the colours of the style sheet. */
export function Marks({ marks }: Readonly<{ marks: readonly Mark[] }>) {
  return marks.flatMap((mark, i) =>
    elementsOf(mark, inkVariable).map((element, j) => <Placed key={`${i} ${j}`} element={element} kind={mark.kind} />),
  );
}

type Props = Readonly<{ element: MarkElement; kind: Mark['kind'] }>;

function Placed({ element, kind }: Props) {
  const { tag: Tag, attributes } = element;
  if (element.tag === 'text')
    return (
      <text {...attributes} data-mark={kind}>
        <Genes text={element.text} />
      </text>
    );
  if (element.tag === 'polygon')
    return (
      <polygon {...attributes} data-mark={kind} points={element.corners.map((corner) => corner.join(',')).join(' ')} />
    );
  const transform = element.at === null ? undefined : `translate(${element.at.join(' ')})`;
  return <Tag {...attributes} data-mark={kind} transform={transform} />;
}

/** Gene symbols in italics; inside a drawing `i` would not be shown. */
function Genes({ text }: Readonly<{ text: string }>): ReactNode {
  return splitGenes(text).map((part, i) =>
    part.gene ? (
      <tspan key={i} fontStyle="italic">
        {part.text}
      </tspan>
    ) : (
      <Fragment key={i}>{part.text}</Fragment>
    ),
  );
}

/**
 * Marks on an axis as wide as its column, whose x is in per cent: they need no script to fit. Their forms around a point
 * keep their size. `height` is that of the drawing in px.
 */
export function FluidMarks({ marks, height }: Readonly<{ marks: readonly Mark[]; height: number }>) {
  return marks.flatMap((mark, i) =>
    elementsOf(mark, inkVariable).map((element, j) => (
      <Fluid key={`${i} ${j}`} element={element} kind={mark.kind} height={height} />
    )),
  );
}

const ACROSS = ['x', 'x1', 'x2', 'width'] as const;

function Fluid({ element, kind, height }: Props & Readonly<{ height: number }>) {
  if (element.tag === 'polygon')
    return (
      <svg width="100%" height={height} viewBox={`0 0 100 ${height}`} preserveAspectRatio="none">
        <Placed element={element} kind={kind} />
      </svg>
    );
  if (element.tag === 'path' && element.at !== null)
    return (
      <svg x={`${element.at[0]}%`} y={element.at[1]} overflow="visible">
        <Placed element={{ ...element, at: null }} kind={kind} />
      </svg>
    );
  const across = ACROSS.flatMap((name) => (name in element.attributes ? [[name, `${element.attributes[name]}%`]] : []));
  return (
    <Placed
      element={{ ...element, attributes: { ...element.attributes, ...Object.fromEntries(across) } }}
      kind={kind}
    />
  );
}
