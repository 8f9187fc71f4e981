import type { Role } from './policy';

/** A person as administrators see one. Moments are in ISO 8601. */
export type ListedPerson = Readonly<{
  id: string;
  email: string;
  displayName: string;
  disabled: boolean;
  lastSignIn: string | null;
  secondFactor: boolean;
  /** until when sign-ins rest somewhere */
  restingUntil: string | null;
  roles: readonly Readonly<{
    id: string;
    role: Role;
    siteCode: string | null;
    expiresAt: string | null;
    over: boolean;
  }>[];
}>;
export type Administration = Readonly<{
  people: readonly ListedPerson[];
  sites: readonly Readonly<{ id: string; code: string; name: string }>[];
  rules: readonly Readonly<{
    role: Role;
    secondFactor: boolean /** of curators: one may approve alone while there is no other */;
    alone: boolean;
  }>[];
}>;
