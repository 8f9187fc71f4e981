import type { NewAccount } from '../lib/access/accounts.server';

// Made by the tests' set-up in the tests' own database; the demonstration's people come from the sign-in page.

export const STRANGER: NewAccount = {
  email: 'stranger@elsewhere.example',
  displayName: 'Stranger from elsewhere',
  role: 'data-manager',
  password: 'only-for-the-browser-tests',
  site: { code: 'ELSEWHERE', name: 'Centre elsewhere' },
};

/** Approves what the demonstration's curator proposes. */
export const SECOND_CURATOR: NewAccount = {
  email: 'second-curator@elsewhere.example',
  displayName: 'Second curator',
  role: 'curator',
  password: 'only-for-the-browser-tests',
  site: null,
};
