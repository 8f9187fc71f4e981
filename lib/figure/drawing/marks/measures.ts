// How every kind of figure is drawn, on pages and in files: px beside type of 13 px. A file magnifies the whole drawing.

/** Type of labels, ticks and risk tables on a page. */
export const TYPE_SIZE = 13;
/** Type of the same in a file of 1280 px width, which is made for paper and slides. */
const FILE_TYPE_SIZE = 15;
/** How much larger than on the page a file draws. */
export const FILE_SCALE = FILE_TYPE_SIZE / TYPE_SIZE;

/** Radius of a marker of the figure's own series, and of the grey ones beside them. */
export const RADIUS = { own: 5.6, field: 4.6 } as const;
/** Width of the edge around a marker: of an open one in its colour, of a filled one in that of the ground. */
export const EDGE = { open: 2.2, filled: 1 } as const;
/** Half the width of a whisker's cap. */
export const CAP = 4.5;

export const STROKE = {
  whisker: 1.8,
  fieldWhisker: 1.3,
  curve: 2.2,
  reconstructed: 1.8,
  join: 1.8,
  censor: 1.2,
  leader: 1,
  enrolment: 4,
  arrow: 1.4,
} as const;

/** Dashes say how sure a line is: an interval that was computed, a curve that was read off a figure, a join that is no curve. */
export const DASH = {
  computed: [4, 2.5],
  reconstructed: [7, 4],
  join: [0.1, 5],
  goesOn: [5, 4],
  edge: [3, 2],
} as const;

/** Half the height of a censoring tick. */
export const CENSOR = 5;
/** A leader is in the colour of its marker and fainter than it. */
export const LEADER_OPACITY = 0.65;
/** A line of text is so much higher than its type, and its baseline stands so much above its lower edge. */
export const LINE_HEIGHT = 1.25;
export const DESCENT = 0.32;
/** Height of a row of a risk table, and of one whose name stands above its numbers. */
export const RISK_ROW = { wide: 20, narrow: 36 } as const;
