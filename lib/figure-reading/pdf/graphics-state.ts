import { IDENTITY, type Box, type Matrix } from '../geometry';

/** The part of PDF's graphics state that decides what a line or a letter looks like. */
export type GraphicsState = {
  matrix: Matrix;
  stroke: string;
  fill: string;
  strokeOpacity: number;
  fillOpacity: number;
  width: number;
  dash: readonly number[];
  clip: Box;
  font: string;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  scaling: number;
  rise: number;
  leading: number;
  invisible: boolean;
};

export function firstState(matrix: Matrix, clip: Box): GraphicsState {
  return {
    matrix,
    clip,
    stroke: '#000000',
    fill: '#000000',
    strokeOpacity: 1,
    fillOpacity: 1,
    width: 1,
    dash: [],
    font: '',
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    scaling: 1,
    rise: 0,
    leading: 0,
    invisible: false,
  };
}

/** Where the next letter stands: the matrix of the text object and that of its current line. */
export type TextPlace = { text: Matrix; line: Matrix };

export function textStart(): TextPlace {
  return { text: IDENTITY, line: IDENTITY };
}
