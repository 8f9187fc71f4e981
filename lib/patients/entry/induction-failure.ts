/**
 * Whether it is open if the induction failed: no complete remission at its end, no induction failure recorded, and nobody
 * has said that it was none. Until then event-free survival counts no induction failure, which must be said.
 */
export function isFailureUndecided(
  response: { remissionEoi: boolean | null; failureExcluded: boolean | null } | null,
  eventKinds: readonly string[],
): boolean {
  return (
    response?.remissionEoi === false && response.failureExcluded !== true && !eventKinds.includes('induction-failure')
  );
}
