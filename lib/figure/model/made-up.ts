/** First cell of every row of a file that holds made-up patients. */
export const MADE_UP = 'MADE-UP PATIENTS';
