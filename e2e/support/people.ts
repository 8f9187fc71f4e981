import type { NewAccount } from '../../lib/access/accounts.server';

// Made by the tests' set-up in the tests' own database; the demonstration's people come from the sign-in page.

export const STRANGER: NewAccount = {
  email: 'stranger@elsewhere.example',
  displayName: 'Stranger from elsewhere',
  role: 'data-manager',
  password: 'only-for-the-browser-tests',
  site: { code: 'ELSEWHERE', name: 'Centre elsewhere' },
};

/** Works at the demonstration's centre, and changes no patient of it. */
export const COLLEAGUE: NewAccount = {
  email: 'colleague@elsewhere.example',
  displayName: 'Colleague at the demonstration site',
  role: 'data-manager',
  password: 'only-for-the-browser-tests',
  site: { code: 'DEMO', name: 'Demonstration site (made-up patients)' },
};

/** Approves what the demonstration's curator proposes. */
export const SECOND_CURATOR: NewAccount = {
  email: 'second-curator@elsewhere.example',
  displayName: 'Second curator',
  role: 'curator',
  password: 'only-for-the-browser-tests',
  site: null,
};

/** Of a centre of one's own: what is typed in one test and kept as a draft must not meet another test's. */
export const DRAFTER: NewAccount = {
  email: 'drafter@elsewhere.example',
  displayName: 'Data manager with drafts',
  role: 'data-manager',
  password: 'only-for-the-browser-tests',
  site: { code: 'DRAFTS', name: 'Centre with drafts' },
};

/** Three of one centre, of which no other journey is: what two of them do to one record needs both. */
const CENTRE_OF_TWO = { code: 'TWO', name: 'Centre of two' };

export const FIRST_OF_TWO: NewAccount = {
  email: 'first-of-two@elsewhere.example',
  displayName: 'First data manager',
  role: 'data-manager',
  password: 'only-for-the-browser-tests',
  site: CENTRE_OF_TWO,
};

export const SECOND_OF_TWO: NewAccount = {
  email: 'second-of-two@elsewhere.example',
  displayName: 'Second data manager',
  role: 'data-manager',
  password: 'only-for-the-browser-tests',
  site: CENTRE_OF_TWO,
};

export const MONITOR_OF_TWO: NewAccount = {
  email: 'monitor-of-two@elsewhere.example',
  displayName: 'Monitor of both',
  role: 'monitor',
  password: 'only-for-the-browser-tests',
  site: CENTRE_OF_TWO,
};

/** Data managers of three centres with patients of their own, which make a network: made by the set-up, changed by one journey. */
export const NETWORK_MANAGERS: readonly NewAccount[] = [1, 2, 3].map((number) => ({
  email: `manager@network-${number}.example`,
  displayName: `Data manager of centre ${number} of the network`,
  role: 'data-manager',
  password: 'only-for-the-browser-tests',
  site: { code: `NETWORK-${number}`, name: `Centre ${number} of the network` },
}));
