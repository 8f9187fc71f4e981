/** What is wrong with one parameter of an address; `allowed` lists what it may be, where that is a short list. */
export type ParameterProblem = { parameter: string; detail: string; allowed?: readonly string[] };
