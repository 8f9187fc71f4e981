/**
 * Why a figure is null. A result carries one of these beside its nulls, so that a screen can say what is
 * missing instead of drawing NaN.
 *
 * - `no_events`: nobody had the event, so nothing about its rate or its comparison can be said
 * - `one_group`: a comparison is left with fewer than two groups that could have had an event
 * - `zero_variance`: the statistic has no spread (all at the same value), so no error, test or weight exists
 * - `monotone_likelihood`: the likelihood has no maximum; the estimate is infinite
 * - `collinear`: a column is a combination of the others
 * - `not_reached`: the curve does not fall to the level asked for
 * - `risk_set_empty`: nobody is under observation
 * - `beyond_follow_up`: the time lies after the last observation and the curve is not at its end value
 * - `estimate_at_boundary`: a survival of 0 or 1 on a scale that is infinite there
 * - `not_converged`: the iteration limit was used up
 * - `one_study`: heterogeneity needs at least two studies
 * - `not_defined`: the method has no such figure: a hazard ratio of three groups or of a weighted log-rank test, the spread
 *   between studies of a common effect, a sandwich test of a fit without one, limits beside a figure published without any
 */
export type NotEstimable =
  | 'no_events'
  | 'one_group'
  | 'zero_variance'
  | 'monotone_likelihood'
  | 'collinear'
  | 'not_reached'
  | 'risk_set_empty'
  | 'beyond_follow_up'
  | 'estimate_at_boundary'
  | 'not_converged'
  | 'one_study'
  | 'not_defined';
