/** The groups that a release may tell of; which of them it does follows from how many children there are. */
export const NETWORK_GROUPS = ['all', 'r', 'g', 'under-6-months', 'from-6-months'] as const;
export type NetworkGroup = (typeof NETWORK_GROUPS)[number];
